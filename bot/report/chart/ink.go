package chart

import (
	"embed"
	"image/color"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
)

// The colours. Blue and orange of Okabe and Ito are told apart with every kind of colour-blindness, and in grey the one is
// dark and the other light; what is bad is hatched besides.
var (
	paper   = color.RGBA{255, 255, 255, 255}
	ink     = color.RGBA{26, 26, 26, 255}
	faint   = color.RGBA{89, 89, 89, 255}
	rail    = color.RGBA{236, 236, 236, 255} // behind a bar
	good    = color.RGBA{0, 114, 178, 255}
	bad     = color.RGBA{230, 159, 0, 255}
	open    = color.RGBA{86, 180, 233, 255}
	hatched = color.RGBA{128, 80, 0, 255}
	band    = color.RGBA{200, 200, 200, 255}
)

// The colours of what is counted: those of the signs that the chat has for it. Among those that see no red or no green,
// they differ in darkness.
var (
	reached  = color.RGBA{0, 158, 115, 255}
	underWay = color.RGBA{86, 180, 233, 255}
	short    = color.RGBA{238, 105, 70, 255}
	late     = color.RGBA{122, 0, 25, 255}
)

func colour(s Standing) color.RGBA { return [...]color.RGBA{Open: open, Good: good, Bad: bad}[s] }

// Be Vietnam Pro has every letter of Vietnamese. SIL Open Font License 1.1, see font/OFL.txt.
//
//go:embed font/*.ttf font/OFL.txt
var fonts embed.FS

// typeface is read from the program once; it may be used by several pictures at a time.
var typeface = sync.OnceValue(func() *font.Cache {
	var faces font.Collection
	for name, weight := range map[string]xfont.Weight{"Regular": xfont.WeightNormal, "SemiBold": xfont.WeightSemiBold} {
		content, err := fonts.ReadFile("font/BeVietnamPro-" + name + ".ttf")
		if err != nil {
			panic(err) // it is in the program
		}
		parsed, err := opentype.Parse(content)
		if err != nil {
			panic(err)
		}
		faces = append(faces, font.Face{Font: font.Font{Typeface: family, Weight: weight}, Face: parsed})
	}
	return font.NewCache(faces)
})

const family = "Be Vietnam Pro"
