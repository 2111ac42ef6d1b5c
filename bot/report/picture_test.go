package report_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// goldenPicture compares with a picture of testdata, as somebody would who looks at both from afar: another version of
// a program may draw a letter a little thicker, or a line a hair lower.
func goldenPicture(t *testing.T, name string, got image.Image) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		var content bytes.Buffer
		if err := png.Encode(&content, got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := difference(stored(t, name), got); d > mayDiffer {
		t.Errorf("%s looks otherwise: %.1f of 255, may be %.1f", name, d, mayDiffer)
	}
}

func stored(t *testing.T, name string) image.Image {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// A comparison that nothing can fail compares nothing: a letter is another one when its lower part stands a line
// lower, but not for a hair's breadth.
func TestPicturesCanDiffer(t *testing.T) {
	t.Parallel()
	letter := stored(t, "extension.png")
	if d := difference(letter, lowered(letter, 200, 12)); d <= mayDiffer {
		t.Errorf("a line too many makes a difference of %.1f only", d)
	}
	if d := difference(letter, lowered(letter, 0, 1)); d > mayDiffer {
		t.Errorf("a hair's breadth makes a difference of %.1f", d)
	}
}

// lowered is a picture whose part below a height stands lower.
func lowered(picture image.Image, below, by int) image.Image {
	out := image.NewGray(picture.Bounds())
	draw.Draw(out, out.Bounds(), picture, image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(0, below+by, out.Rect.Dx(), out.Rect.Dy()), picture, image.Pt(0, below), draw.Src)
	return out
}

// mayDiffer is what two pictures of the same may differ by, of 255.
const mayDiffer = 12.0

// difference tells how unlike two pictures are: the root mean square over squares of a few pixels, of those squares
// that are not blank in both. Pictures of different sizes have nothing in common.
func difference(a, b image.Image) float64 {
	if a.Bounds().Size() != b.Bounds().Size() {
		return math.MaxUint8
	}
	var sum, squares float64
	for y := 0; y < a.Bounds().Dy(); y += square {
		for x := 0; x < a.Bounds().Dx(); x += square {
			left, right := darkness(a, x, y), darkness(b, x, y)
			if left > 1 || right > 1 {
				sum += (left - right) * (left - right)
				squares++
			}
		}
	}
	return math.Sqrt(sum / max(squares, 1))
}

const square = 8

// darkness is the mean of one square.
func darkness(picture image.Image, x, y int) float64 {
	var sum, points float64
	corner := picture.Bounds().Min.Add(image.Pt(x, y))
	for _, p := range inSquare(corner, picture.Bounds()) {
		sum += float64(math.MaxUint8 - color.GrayModel.Convert(picture.At(p.X, p.Y)).(color.Gray).Y)
		points++
	}
	return sum / points
}

func inSquare(corner image.Point, within image.Rectangle) (all []image.Point) {
	area := image.Rectangle{Min: corner, Max: corner.Add(image.Pt(square, square))}.Intersect(within)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			all = append(all, image.Pt(x, y))
		}
	}
	return all
}
