package plan

// grammar are the words and signs that tell something about a figure, as they are written.
var grammar = []struct {
	sense   sense
	phrases string
}{
	{having, "có"},
	{estimating, "ước, ước tính, khoảng, tầm, chừng, xấp xỉ, ~, ≈"},
	{estimating | nearly, "dự kiến"},

	{comparing, "trên, hơn, dưới, tối thiểu, tối đa, ít nhất, không quá, chưa đến, chưa tới, vượt, <, >, ≥, ≤"},
	{comparing | trailing, "trở lên, trở xuống"},
	{comparing | nearly, "gần"},

	{more, "tăng, tăng thêm, thêm, bổ sung, +"},
	{less, "giảm, bớt, giảm bớt"},
	{reaching, "lên, đạt, còn, mới, mới đạt, được"},

	{negating, "không, hông, hổng, ko, k, kg, khg"},
	{negating | notYet, "chưa"},
	{negating | having, "không có, ko có, k có"},
	{negating | having | notYet, "chưa có"},
	{absent, "phát sinh, ps"},

	{aiming, "kế hoạch, kh, chỉ tiêu, mục tiêu, so với, cùng kỳ, cùng kì"},
	{failing, "trễ, quá hạn, trễ hạn, chậm, bị trễ, tồn"},

	{lacking, "thiếu, còn thiếu"},
	{because, "do, vì, bởi, lý do, lí do, nguyên nhân"},

	{finished, "xong, hoàn thành, hoàn tất, ht, xong rồi"},
	{nearly, "sẽ, sắp, chuẩn bị, cơ bản, một phần"},
	{already, "đã, rồi, ok, oke, okie, ✅, ✔"},
	{underway, "đang, đang làm, đang thực hiện"},

	{summing, "lũy kế, cộng dồn, từ đầu năm"},
	{summing | until, "đến hết"},
	{until, "đến, tính đến, ngày, đến ngày, hết ngày, tới ngày"},
	{below, "âm"},

	{filler, "dạ, dạ vâng, vâng, ạ, a, e, em, anh, chị, chi, báo cáo, bc, xin, gửi, gởi, nhé, bạn, ban, bên, kết quả, kq"},
	{filler, "số liệu, đồng chí, đ c, kính, là, đúng, hạn, trước, trực tuyến, giải quyết, xử lý, xử lí, số hóa, giải ngân"},
	{filler, "thực hiện, bộ phận, tôi, mình, tỷ lệ, tỉ lệ, tổng, tổng số, số, của, và, trong kỳ, trong kì, kỳ, kì, này, nay, cả"},
	{filler, "nhiệm vụ, hiện, thực tế, cập nhật, như sau, cộng, nào, trong, từ, làm, không quá hạn, không chỉ, không những"},

	// They say nothing of the figure, but without accents hold a word that does.
	{0, "đăng ký, đăng kí, đăng tải, đảng ủy, đảng viên, trung tâm, chứng thực, kết hôn, giám sát, sửa chữa, trẻ em, chấm công"},
	{0, "chấm điểm, bot ơi, thiểu số"},
}

var senses = func() lexicon[sense] {
	l := lexicon[sense]{}
	for _, s := range grammar {
		l.add(s.sense, s.phrases)
	}
	return l
}()

// counted are the things that plans count.
var counted = func() lexicon[bool] {
	l := lexicon[bool]{}
	l.add(true, "hồ sơ, hs, sáng kiến, sk, đơn vị, đv, bộ phận, trường hợp, cuộc, vụ, lượt, cái, bài, người, buổi, lớp, văn bản, vb")
	l.add(true, "thủ tục, tthc, kiến nghị, ý kiến, việc, phản ánh, đề tài, giải pháp, mô hình, cán bộ, công chức, dịch vụ, dvc, thôn")
	l.add(true, "kết luận, nhiệm vụ, tiêu chí, giao dịch, gd")
	return l
}()

// numberWords are the numbers that staff spell out. Others need digits.
var numberWords = func() lexicon[int64] {
	l := lexicon[int64]{}
	for i, words := range []string{
		"một, mốt", "hai", "ba", "bốn", "năm", "sáu", "bảy, bẩy", "tám", "chín", "mười",
	} {
		l.add(int64(i+1), words)
	}
	return l
}()

// scales are the units that multiply, as powers of ten.
var scales = func() lexicon[int32] {
	l := lexicon[int32]{}
	l.add(9, "tỷ, tỉ")
	l.add(6, "triệu, tr, trđ")
	l.add(3, "nghìn, ngàn")
	l.add(0, "đồng, đ, vnđ, ₫")
	return l
}()

// ruleWords are the words that the rules of periods, dates and numbers look for beside those of the tables.
const ruleWords = `quý quí tháng nửa nữa ngoái vừa qua đầu cuối hàng hằng tuần hôm mai kia thứ chủ nhật mùng mồng sáng chiều
	giờ phút tất trăm rưỡi tư lăm nhăm mươi mục`

// bareWords are words without accents that a line with accents has in their own right: "nói chung" is no "chừng", "sau"
// no "sáu", "ngay" no "ngày", "thu" no "thứ", and who speaks to the bot does not take anything away ("bớt").
var bareWords = map[string]bool{"bot": true, "chung": true, "nam": true, "ngay": true, "sau": true, "tam": true, "thu": true}
