package plan

// Line is one line of a reply: what it is about, and the words of the figure.
type Line struct {
	Text    string // as typed, without the space around it
	Address Address
	Rest    string // what follows the address; the whole line where there is none
}

// Address names what a line is about. The zero Address names nothing: the message replied to has to.
type Address struct {
	Task int    // the number in the plan or in the list replied to
	Code string // a criterion code, "3.4.2"
	Mark string // which target of the task, "a"
	Unit string // which unit's figure, as typed; the caller resolves it
}
