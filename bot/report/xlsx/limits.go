package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of what is opened. A row is as long as its last cell is far, whatever it says: so many cells are built when it is
// read. Some things are looked through again for every cell, and are few in a sheet to fill in.
const (
	MostPacked   = 4 << 20
	mostUnpacked = 16 << 20
	mostParts    = 300
	MostRows     = 12_000 // of one sheet
	mostColumns  = 200
	mostCells    = 12 * MostRows // of all sheets
	mostElements = 600_000
	mostFormulas = 2_000
	mostMerged   = 500
	mostBetween  = 256 << 10 // bytes from one "<" to the next: one element with a million attributes is as costly as many
)

var (
	errHuge   = errors.New("too much to be read")
	errBroken = errors.New("no sheet is written like this")
)

// meter adds up what reading an archive would cost, before anything of it is built. It looks at every part: which of them
// are sheets, only the workbook tells.
type meter struct {
	left                              int64 // bytes that may still be unpacked
	elements, cells, formulas, merged int
}

// fault unpacks everything once without keeping it, and says why it must not be read: what an archive says of its sizes
// need not be true.
func fault(data []byte) BadReason {
	if len(data) > MostPacked {
		return BadHuge
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case err != nil:
		return BadBroken
	case len(archive.File) > mostParts:
		return BadHuge
	}
	m, book := meter{left: mostUnpacked}, false
	for _, file := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(file.Name, `\`, "/"))
		book = book || name == "xl/workbook.xml"
		switch err := m.part(file, strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")); {
		case errors.Is(err, errHuge):
			return BadHuge
		case err != nil:
			return BadBroken
		}
	}
	if !book {
		return BadKind
	}
	return ""
}

// part measures one part of the archive. One that is not called XML may be a picture: as far as it is XML it counts.
func (m *meter) part(file *zip.File, calledXML bool) error {
	part, err := file.Open()
	if err != nil {
		return err
	}
	defer part.Close()
	limited := &io.LimitedReader{R: part, N: m.left + 1}
	failed := m.read(limited)
	if errors.Is(failed, errHuge) {
		return failed
	}
	_, err = io.Copy(io.Discard, limited)
	if m.left = limited.N - 1; m.left < 0 {
		return errHuge
	}
	var syntax *xml.SyntaxError
	if errors.As(failed, &syntax) && !calledXML {
		failed = nil
	}
	return errors.Join(failed, err)
}

// read measures the elements of a part up to its end, or to where it is no XML.
func (m *meter) read(part io.Reader) error {
	d := xml.NewDecoder(&spaced{from: part})
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errBroken } // it would read as something else
	var g grid
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if err := m.element(&g, e); err != nil {
				return err
			}
		case xml.EndElement:
			g.inRow = g.inRow && e.Name.Local != "row"
		}
	}
}

func (m *meter) element(g *grid, e xml.StartElement) error {
	m.elements++
	var err error
	switch e.Name.Local {
	case "row":
		err = g.row(attribute(e, "r"))
	case "c":
		var more int
		more, err = g.cell(attribute(e, "r"))
		m.cells += more
	case "f":
		m.formulas++
	case "mergeCell":
		m.merged++
	}
	if m.elements > mostElements || m.cells > mostCells || m.formulas > mostFormulas || m.merged > mostMerged {
		return errHuge
	}
	return err
}

// grid is how far the cells of a part have come. Both rows and cells come in their order, each at its own place: whatever
// fills a sheet in writes it so, and then its size shows.
type grid struct {
	inRow   bool
	at, col int
}

func (g *grid) row(r string) error {
	next := g.at + 1
	if r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n < next {
			return errBroken
		}
		next = n
	}
	if g.inRow {
		return errBroken
	}
	g.inRow, g.at, g.col = true, next, 0
	if next > MostRows {
		return errHuge
	}
	return nil
}

// cell is how many cells a row grows by one more.
func (g *grid) cell(r string) (more int, err error) {
	if !g.inRow {
		return 1, nil // it is in a list of formulas
	}
	column := g.col + 1
	if r != "" {
		var line int
		if column, line, err = excelize.CellNameToCoordinates(r); err != nil || line != g.at || column <= g.col {
			return 0, farther(line, column)
		}
	}
	more, g.col = column-g.col, column
	if column > mostColumns {
		return more, errHuge
	}
	return more, nil
}

// farther tells a cell that is out of reach from one that is out of place.
func farther(line, column int) error {
	if line > MostRows || column > mostColumns {
		return errHuge
	}
	return errBroken
}

// attribute is the value of an attribute, the last where there are several, as it is read.
func attribute(e xml.StartElement, name string) (value string) {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			value = a.Value
		}
	}
	return value
}

// spaced fails where too much stands between two elements. It takes short reads.
type spaced struct {
	from  io.Reader
	since int
}

func (s *spaced) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	if i := bytes.LastIndexByte(p[:n], '<'); i >= 0 {
		s.since = n - i
	} else {
		s.since += n
	}
	if s.since > mostBetween {
		return n, errHuge
	}
	return n, err
}
