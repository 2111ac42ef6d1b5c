package chart_test

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"planbot/bot/report/chart"
)

var allKinds = []chart.Kind{chart.Reached, chart.UnderWay, chart.Short, chart.Late, chart.Unreported, chart.NoneArose}

// stacked has one of everything in every bar.
func stacked(bars int) chart.Picture {
	p := chart.Picture{
		Title: "Tổng quan", Subtitle: "Xã Sơn Kỳ", Headline: "24 nhiệm vụ", Full: 24, Notes: []string{"Số trong ô là số nhiệm vụ."},
		Legend: chart.Legend{Kinds: [...]string{"đạt", "đang thực hiện", "dưới chỉ tiêu", "quá hạn", "chưa có số liệu", "không phát sinh"}},
	}
	for i, k := range allKinds {
		p.Whole = append(p.Whole, chart.Piece{Kind: k, Count: i + 1})
	}
	for _, name := range []string{"Theo lĩnh vực", "Theo đơn vị"} {
		g := chart.Group{Name: name}
		for range bars {
			g.Stacks = append(g.Stacks, chart.Stack{Label: "Cải cách thủ tục hành chính", Total: 21, Pieces: p.Whole})
		}
		p.Groups = append(p.Groups, g)
	}
	return p
}

func TestStacksAreUpright(t *testing.T) {
	t.Parallel()
	for _, bars := range []int{0, 1, 7, 10, 100} {
		p := stacked(bars)
		for i := range p.Groups {
			for j := range p.Groups[i].Stacks {
				p.Groups[i].Stacks[j].Label = strings.Repeat("Xây dựng chính quyền số ", j)
			}
		}
		decoded, content := drawn(t, p)
		size := decoded.Bounds().Size()
		if size.X != 1024 || size.Y < size.X || size.Y > 1600 || len(content) > 1<<20 {
			t.Errorf("%d bars: %v, %d bytes", bars, size, len(content))
		}
	}
}

func TestHostileStacks(t *testing.T) {
	t.Parallel()
	p := stacked(2)
	words := "\x00\u202e\n" + strings.Repeat("x", 5000) + strings.Repeat(" a", 5000) + " \U0001F600"
	p.Groups[0].Name, p.Groups[0].Stacks[0].Label, p.Legend.Kinds[0] = words, words, words
	p.Whole = append(p.Whole, chart.Piece{Count: math.MaxInt}, chart.Piece{Count: -1})
	p.Groups[1].Stacks[0] = chart.Stack{Total: math.MaxInt, Pieces: p.Whole}
	p.Groups[1].Stacks[1] = chart.Stack{Total: -7}
	drawn(t, p)
}

// patch is how a kind looks from afar: its mean colour, and how uneven it is.
type patch struct {
	mean   [3]float64
	uneven float64
}

func patchOf(t *testing.T, k chart.Kind) (p patch) {
	t.Helper()
	decoded, _ := drawn(t, chart.Picture{Whole: []chart.Piece{{Kind: k, Count: 1}}, Full: 1})
	area := image.Rect(100, 100, 300, 150)
	var sum, squares float64
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			c := color.RGBAModel.Convert(decoded.At(x, y)).(color.RGBA)
			for i, v := range []uint8{c.R, c.G, c.B} {
				p.mean[i] += float64(v)
			}
			grey := float64(color.GrayModel.Convert(c).(color.Gray).Y)
			sum, squares = sum+grey, squares+grey*grey
		}
	}
	n := float64(area.Dx() * area.Dy())
	for i := range p.mean {
		p.mean[i] /= n
	}
	p.uneven = math.Sqrt(squares/n - sum*sum/n/n)
	return p
}

// Every kind is told from every other by those who see few colours, and on a grey printer: by how dark or bright it is,
// or by its hatching. The matrices are those of Machado, Oliveira and Fernandes (2009).
func TestKindsAreToldApart(t *testing.T) {
	t.Parallel()
	var all []patch
	for _, k := range allKinds {
		all = append(all, patchOf(t, k))
	}
	for name, see := range map[string][3][3]float64{
		"grey":       {{0.299, 0.587, 0.114}},
		"no red":     {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
		"no green":   {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.01182, 0.04294, 0.968881}},
		"no blue":    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.3039}},
		"all colour": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	} {
		for i, a := range all {
			for j, b := range all[i+1:] {
				far, otherwise := apart(see, a.mean, b.mean), math.Abs(a.uneven-b.uneven)
				if far < 35 && otherwise < 15 {
					t.Errorf("%s: kinds %d and %d are %.0f apart, and %.0f as uneven", name, i, i+1+j, far, otherwise)
				}
			}
		}
	}
}

func apart(see [3][3]float64, a, b [3]float64) float64 {
	var sum float64
	for _, row := range see {
		var d float64
		for i, weight := range row {
			d += weight * (a[i] - b[i])
		}
		sum += d * d
	}
	return math.Sqrt(sum)
}

// As with charts of figures: within 150 ms of one processor.
func BenchmarkStacks(b *testing.B) {
	p := stacked(10)
	for b.Loop() {
		if _, err := p.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
