package chart_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/image/font/sfnt"

	"planbot/bot/report/chart"
)

// picture has one of everything.
func picture(rows int) chart.Picture {
	p := chart.Picture{
		Title: "Nhiệm vụ 9: Hồ sơ trước hạn, đúng hạn", Subtitle: "Xã Sơn Kỳ", Headline: "Đạt 97,13% (474/488 hồ sơ)", Full: 100,
		Goal: &chart.Mark{At: 97, Name: "Kế hoạch: tối thiểu 97%"}, Notes: []string{"Kế hoạch số 27/KH-UBND"},
		Legend: chart.Legend{Open: "đang thực hiện", Good: "đạt", Bad: "chưa đạt", Estimate: "số ước", Goal: "kế hoạch", Road: "lộ trình", Band: "dự báo"},
	}
	for i := range rows {
		road := float64(10 * i)
		p.Rows = append(p.Rows, chart.Row{Label: "Tháng", Words: "96,67% (145/150)", Value: float64(90 + i), Road: &road,
			Standing: chart.Standing(i % 3), Estimate: i%4 == 1, Empty: i%5 == 4})
	}
	p.Rows = append(p.Rows, chart.Row{Label: "Dự báo", Words: "93% – 98%", Band: &chart.Band{Low: 93, Likely: 95, High: 98}, Apart: true})
	return p
}

func drawn(t testing.TB, p chart.Picture) (image.Image, []byte) {
	t.Helper()
	content, err := p.PNG()
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return decoded, content
}

// A phone is held upright, and a picture of its width stays sharp.
func TestPicturesAreUpright(t *testing.T) {
	t.Parallel()
	for _, rows := range []int{0, 40} {
		p := picture(rows)
		p.Title = strings.Repeat("Kiểm tra các bộ phận chuyên môn ", 20)
		p.Headline, p.Subtitle = p.Title, p.Title
		decoded, content := drawn(t, p)
		size := decoded.Bounds().Size()
		if size.X != 1024 || size.Y < size.X || size.Y > 1600 || len(content) > 1<<20 {
			t.Errorf("%d rows: %v, %d bytes", rows, size, len(content))
		}
	}
}

// Pictures are drawn by several chats at once; each must be the one that it would be alone.
func TestSamePictureSameBytes(t *testing.T) {
	t.Parallel()
	_, alone := drawn(t, picture(4))
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			if again, err := picture(4).PNG(); err != nil || !bytes.Equal(alone, again) {
				t.Errorf("another picture (%v)", err)
			}
		})
	}
	all.Wait()
}

func TestNothingToMeasureBy(t *testing.T) {
	t.Parallel()
	p := picture(1)
	p.Full = 0
	if _, err := p.PNG(); err == nil {
		t.Error("no error")
	}
}

func TestHostileText(t *testing.T) {
	t.Parallel()
	p := picture(2)
	words := "\x00\u202e\n" + strings.Repeat("x", 5000) + " \U0001F600 漢"
	p.Title, p.Subtitle, p.Headline, p.Notes, p.Goal.Name = words, words, words, []string{words}, words
	p.Rows[0].Label, p.Rows[0].Words, p.Rows[1].Value = words, words, 1e300
	p.Rows[1].Value = -5
	drawn(t, p)
}

// What is bad must be told from what is good by whoever sees no colours, and on a grey printer.
func TestGoodAndBadDifferInGrey(t *testing.T) {
	t.Parallel()
	grey := func(s chart.Standing) int {
		p := picture(0)
		p.Goal, p.Rows = nil, []chart.Row{{Value: 100, Standing: s}}
		decoded, _ := drawn(t, p)
		var seen [256]int
		for y := range decoded.Bounds().Dy() {
			seen[color.GrayModel.Convert(decoded.At(500, y)).(color.Gray).Y]++
		}
		most := 60 // darker are letters, lighter is paper
		for v := most; v < 200; v++ {
			if seen[v] > seen[most] {
				most = v
			}
		}
		return most
	}
	if good, bad := grey(chart.Good), grey(chart.Bad); bad-good < 50 {
		t.Errorf("good is as dark as %d, bad as %d", good, bad)
	}
}

// The font has every letter that Vietnamese needs, and the signs that figures need.
func TestFontIsComplete(t *testing.T) {
	t.Parallel()
	const letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
	for _, name := range []string{"Regular", "SemiBold"} {
		content, err := os.ReadFile("font/BeVietnamPro-" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		face, err := sfnt.Parse(content)
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		for _, r := range letters + strings.ToUpper(letters) + "0123456789%.,:;/()-–·…“”₫≥≤" {
			if glyph, err := face.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
				t.Errorf("%s has no %c (%v)", name, r, err)
			}
		}
	}
}

// A picture must be in the chat at once: within 150 ms of one processor.
func BenchmarkPicture(b *testing.B) {
	p := picture(13)
	for b.Loop() {
		if _, err := p.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
