package message

// File goes with a message: contents made now, or a file that Telegram keeps.
type File struct {
	Name  string // as staff see it; of contents
	Data  []byte
	ID    string // by which Telegram knows a file that it keeps
	Photo bool   // a picture, and kept as one
}

// FileForbidden stands in the place of a file that the bot may not send in a group.
const FileForbidden = "Nhóm này không cho bot gửi ảnh, tệp. Đề nghị quản trị viên của nhóm cho phép, hoặc đặt bot làm quản trị viên."

// FileGone stands in the place of a file that Telegram does not give any more.
const FileGone = "Telegram không còn giữ tệp này. Đề nghị người gửi trước đây gửi lại tệp."
