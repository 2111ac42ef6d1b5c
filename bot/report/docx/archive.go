package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"time"
)

// Bytes writes the document as a .docx file.
func (d Document) Bytes() ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, p := range d.parts() {
		w, err := archive.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: epoch})
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", p.name, err)
		}
		if _, err := w.Write(p.content); err != nil {
			return nil, fmt.Errorf("write %s: %w", p.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("close the document: %w", err)
	}
	return out.Bytes(), nil
}

// epoch is the time that every part carries: the earliest that an archive knows, so that it says nothing.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// part is one file of the archive.
type part struct {
	name    string
	content []byte
}

// parts lists the files of the document; what they are must come first.
func (d Document) parts() []part {
	return []part{
		{"[Content_Types].xml", contentTypes()},
		{"_rels/.rels", relations(
			relation{"document", officeTypes + "/officeDocument", "word/document.xml"},
			relation{"core", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"})},
		{"docProps/core.xml", d.properties()},
		{"word/document.xml", d.body()},
		{"word/_rels/document.xml.rels", relations(
			relation{"styles", officeTypes + "/styles", "styles.xml"},
			relation{"settings", officeTypes + "/settings", "settings.xml"},
			relation{"number", officeTypes + "/header", "header1.xml"},
			relation{"blank", officeTypes + "/header", "header2.xml"})},
		{"word/styles.xml", d.styleSheet()},
		{"word/settings.xml", settings()},
		{"word/header1.xml", d.header(true)},
		{"word/header2.xml", d.header(false)},
	}
}
