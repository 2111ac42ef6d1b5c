package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"
	"time"
)

// orderly is an archive that keeps its files, packed already, until the end, to write them by name and without a time:
// the order in which they come is not always the same.
type orderly struct {
	out   io.Writer
	files map[string]*packed
}

func newOrderly(out io.Writer) *orderly { return &orderly{out: out, files: map[string]*packed{}} }

// Create begins a file; what was written of others is complete.
func (o *orderly) Create(name string) (io.Writer, error) {
	file := &packed{sum: crc32.NewIEEE()}
	var err error
	file.packer, err = flate.NewWriter(&file.content, flate.DefaultCompression)
	o.files[name] = file
	return file, err
}

// AddFS is not needed for a workbook.
func (o *orderly) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (o *orderly) Close() error {
	archive := zip.NewWriter(o.out)
	for _, name := range slices.Sorted(maps.Keys(o.files)) {
		if err := o.files[name].addTo(archive, name); err != nil {
			return err
		}
	}
	return archive.Close()
}

// packed is one file, packed as it comes: a long sheet as text would need many times the room.
type packed struct {
	content bytes.Buffer
	packer  *flate.Writer
	sum     hash.Hash32
	size    uint64
}

func (p *packed) Write(b []byte) (int, error) {
	_, _ = p.sum.Write(b) // a hash takes whatever it is given
	p.size += uint64(len(b))
	return p.packer.Write(b)
}

func (p *packed) addTo(archive *zip.Writer, name string) error {
	if err := p.packer.Close(); err != nil {
		return err
	}
	w, err := archive.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, Modified: epoch, CRC32: p.sum.Sum32(),
		CompressedSize64: uint64(p.content.Len()), UncompressedSize64: p.size,
	})
	if err != nil {
		return err
	}
	_, err = p.content.WriteTo(w)
	return err
}

// epoch is the earliest time that an archive knows: it says nothing.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
