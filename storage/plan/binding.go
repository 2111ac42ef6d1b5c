package plan

// Binding names a group or a forum topic that is tied to a unit, and who ties it.
type Binding struct {
	Chat    int64
	Thread  int // 0: the whole chat
	Title   string
	By      Author
	Message int // that asked for it; 0: none
}

// UnitOf names a unit together with its commune.
type UnitOf struct {
	Unit        int64
	Code        string
	Name        string
	Commune     int64
	CommuneCode string
	CommuneName string
}
