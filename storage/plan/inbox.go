package plan

// Received is one update of the messenger, as it came: kept until its answer is out.
type Received struct {
	Update int64
	Chat   int64 // orders the updates of one chat; 0: none
	Raw    string
	Tries  int  // how often answering it failed, or was begun by a process that died
	Left   bool // an earlier process left it open
}

// Answered is an update whose answer is out, with the messages it was answered by.
type Answered struct {
	Update int64
	Posted []Posted
}
