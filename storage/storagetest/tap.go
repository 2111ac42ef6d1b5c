package storagetest

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

// Tap stands between a program and its database and counts what is asked, whatever driver asks it.
type Tap struct {
	Statements   atomic.Int64 // without those that begin and end a transaction
	Inside       atomic.Int64 // of the statements, those within a transaction that was begun
	Transactions atomic.Int64 // that were begun
}

// Listen gives an address of a database of New that goes through the tap.
func (t *Tap) Listen(tb testing.TB, dsn string) string {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { listener.Close() })
	address, err := url.Parse(dsn)
	if err != nil {
		tb.Fatal(err)
	}
	query := address.Query()
	socket := fmt.Sprintf("%s/.s.PGSQL.%s", query.Get("host"), cmp.Or(query.Get("port"), "5432"))
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go t.serve(client, socket)
		}
	}()
	query.Del("host")
	address.RawQuery, address.Host = query.Encode(), listener.Addr().String()
	return address.String()
}

func (t *Tap) serve(client net.Conn, socket string) {
	defer client.Close()
	server, err := net.Dial("unix", socket)
	if err != nil {
		return
	}
	defer server.Close()
	go io.Copy(client, server)
	t.watch(client, server)
}

// watch passes on what a client says, message by message: the first has no type, the others a letter before their
// length.
func (t *Tap) watch(client io.Reader, server io.Writer) {
	within := false
	for first := true; ; first = false {
		head := make([]byte, 5)
		if first {
			head = head[1:]
		}
		if _, err := io.ReadFull(client, head); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(head[len(head)-4:])-4)
		if _, err := io.ReadFull(client, body); err != nil {
			return
		}
		if !first {
			within = t.count(head[0], body, within)
		}
		if _, err := server.Write(append(head, body...)); err != nil {
			return
		}
	}
}

// count tells an executed statement (E), and a simple query (Q), from what goes before and after them, and says whether
// a transaction is open now.
func (t *Tap) count(kind byte, body []byte, within bool) bool {
	switch text := strings.ToUpper(string(body)); {
	case kind == 'Q' && strings.HasPrefix(text, "BEGIN"):
		t.Transactions.Add(1)
		return true
	case kind == 'Q' && (strings.HasPrefix(text, "COMMIT") || strings.HasPrefix(text, "ROLLBACK")):
		return false
	case kind == 'Q' && strings.Trim(text, "\x00; ") == "":
	case kind == 'Q', kind == 'E':
		t.Statements.Add(1)
		if within {
			t.Inside.Add(1)
		}
	}
	return within
}
