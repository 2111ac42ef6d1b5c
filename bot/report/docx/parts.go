package docx

// officeTypes begins the names of what one part is to another.
const officeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

// contentTypes says what each part is.
func contentTypes() []byte {
	const word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	w := newPart()
	w.in("Types", func() {
		w.tag("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
		w.tag("Default", "Extension", "xml", "ContentType", "application/xml")
		for _, p := range [][2]string{
			{"/word/document.xml", word + "document.main+xml"},
			{"/word/styles.xml", word + "styles+xml"},
			{"/word/settings.xml", word + "settings+xml"},
			{"/word/header1.xml", word + "header+xml"},
			{"/word/header2.xml", word + "header+xml"},
			{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		} {
			w.tag("Override", "PartName", p[0], "ContentType", p[1])
		}
	}, "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
	return w.Bytes()
}

type relation struct{ id, kind, target string }

func relations(all ...relation) []byte {
	w := newPart()
	w.in("Relationships", func() {
		for _, r := range all {
			w.tag("Relationship", "Id", r.id, "Type", r.kind, "Target", r.target)
		}
	}, "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")
	return w.Bytes()
}

// settings asks for the layout of today's Word; without it the document opens in a mode for old ones.
func settings() []byte {
	w := newPart()
	w.in("w:settings", func() {
		w.in("w:compat", func() {
			w.tag("w:compatSetting", "w:name", "compatibilityMode",
				"w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")
		})
	}, "xmlns:w", wordSpace)
	return w.Bytes()
}

// properties tells what the document is called, whose it is, and of which day.
func (d Document) properties() []byte {
	w := newPart()
	w.in("cp:coreProperties", func() {
		w.in("dc:title", func() { w.text(d.Title) })
		w.in("dc:creator", func() { w.text(d.Author) })
		w.in("dc:language", func() { w.text("vi-VN") })
		if !d.Written.IsZero() {
			for _, event := range []string{"dcterms:created", "dcterms:modified"} {
				w.in(event, func() { w.text(d.Written.String() + "T00:00:00Z") }, "xsi:type", "dcterms:W3CDTF")
			}
		}
	}, "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/",
		"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	return w.Bytes()
}
