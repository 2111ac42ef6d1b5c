package report

import (
	"fmt"
	"strings"

	"planbot/bot/report/docx"
	"planbot/storage/calendar"
)

// ExtensionLetter is what is known when a commune asks for more time for a task that the level above gave it. Whatever is
// empty becomes a place for the office to fill in.
type ExtensionLetter struct {
	Commune   string // "xã Sơn Kỳ"
	Parent    string // the level above: "huyện Sơn Hà, tỉnh Quảng Ngãi"
	Recipient string // who is asked: "Văn phòng UBND huyện"
	Plan      string // number of the commune's plan, "27/KH-UBND"; may be empty
	TaskNo    int    // in that plan; 0: it stands in none
	Title     string // of the task, short
	Wording   string // of the task, in full
	Criterion string // "1.7"; may be empty
	Source    string // the document that gave the task
	Due       calendar.Date
	Requested calendar.Date
	Reason    string
	Lead      string        // the unit that carries the task out
	Drafter   string        // short name of the unit that writes the letter, "VP"; may be empty
	Late      bool          // asked when the time was over already
	Day       calendar.Date // on which it is written
}

// Extension writes the letter as a document of Decree 30. Its number, day, and signature are left blank.
func Extension(e ExtensionLetter) ([]byte, error) {
	head := head{commune: e.Commune, symbol: symbol(e.Drafter), about: e.about(), year: e.Day.Year}
	foot := foot{receivers: e.receivers(), drafter: e.Drafter}
	blocks := []docx.Block{head.table(), addressed(sentence(e.recipient()))}
	for _, text := range e.text() {
		blocks = append(blocks, paragraph(body, text))
	}
	blocks = append(blocks, gap(), foot.table())
	return sheet(upperFirst(e.about()), "UBND "+e.Commune, e.Day, docx.Section{Blocks: blocks})
}

// ExtensionName is what the file is called.
func ExtensionName(e ExtensionLetter) string {
	if e.TaskNo == 0 {
		return "xin-gia-han-nhiem-vu.docx"
	}
	return fmt.Sprintf("xin-gia-han-nhiem-vu-%d.docx", e.TaskNo)
}

func symbol(drafter string) string {
	if drafter == "" {
		return "UBND"
	}
	return "UBND-" + drafter
}

func (e ExtensionLetter) about() string {
	return "xin gia hạn thời hạn thực hiện nhiệm vụ “" + known(bare(e.Title), "tên nhiệm vụ") + "”"
}

// recipient names the body that is asked, and where it is, if its own name ends before that: "Văn phòng UBND huyện" of
// "huyện Sơn Hà, tỉnh Quảng Ngãi" is the one of "huyện Sơn Hà".
func (e ExtensionLetter) recipient() string {
	to := known(bare(e.Recipient), "cơ quan giao nhiệm vụ")
	for part := range strings.SplitSeq(e.Parent, ",") {
		levelOf, name, _ := strings.Cut(strings.TrimSpace(part), " ")
		if name != "" && strings.HasSuffix(to, " "+levelOf) {
			return to + " " + name
		}
	}
	return to
}

// text is the letter itself, a paragraph each.
func (e ExtensionLetter) text() []string {
	us := "Ủy ban nhân dân " + e.Commune
	paragraphs := []string{
		fmt.Sprintf("Thực hiện %s, %s được giao nhiệm vụ: “%s”%s. Thời hạn hoàn thành: %s.",
			known(bare(e.Source), "số, ký hiệu, ngày của văn bản giao nhiệm vụ"), us,
			known(bare(e.Wording), "nội dung nhiệm vụ"), e.whereabouts(), knownDate(e.Due, "thời hạn được giao")),
		fmt.Sprintf("Tính đến %s, nhiệm vụ nêu trên chưa hoàn thành. Lý do: %s",
			knownDate(e.Day, "ngày"), sentence(known(bare(e.Reason), "lý do xin gia hạn"))),
	}
	if e.Late {
		paragraphs = append(paragraphs, "Việc đề nghị gia hạn được thực hiện sau khi hết thời hạn được giao; "+us+
			" nghiêm túc nhận thiếu sót và rút kinh nghiệm.")
	}
	return append(paragraphs,
		fmt.Sprintf("Để bảo đảm chất lượng, hiệu quả của nhiệm vụ được giao, %s kính đề nghị Quý cơ quan xem xét, cho phép gia hạn "+
			"thời gian thực hiện đến hết %s.", us, knownDate(e.Requested, "thời hạn đề nghị")),
		fmt.Sprintf("%s cam kết chỉ đạo %s tập trung thực hiện, hoàn thành nhiệm vụ trong thời hạn được gia hạn và báo cáo kết quả "+
			"theo quy định.", us, known(bare(e.Lead), "bộ phận chủ trì")),
		"Kính đề nghị Quý cơ quan quan tâm, có ý kiến bằng văn bản./.")
}

// whereabouts says where the task stands in the commune's own plan.
func (e ExtensionLetter) whereabouts() string {
	var parts []string
	if e.TaskNo != 0 {
		parts = append(parts, fmt.Sprintf("nhiệm vụ số %d", e.TaskNo))
		if e.Plan != "" {
			parts[0] += " Kế hoạch số " + e.Plan
		}
	}
	if e.Criterion != "" {
		parts = append(parts, "tiêu chí "+e.Criterion)
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

func (e ExtensionLetter) receivers() []string {
	all := []string{"Như trên", "Chủ tịch, các Phó Chủ tịch UBND " + level(e.Commune)}
	if e.Lead != "" {
		all = append(all, e.Lead)
	}
	return all
}
