package alert

// The points at which a process can die with something half done, in the order it comes to them. Tests stop it there:
// whatever the point, what is due must reach the phone, and twice only where Telegram had accepted it.
const (
	PointJudging     = "judging"     // a batch of plans is about to be judged
	PointJudged      = "judged"      // it is on record
	PointClaiming    = "claiming"    // chats are about to be claimed
	PointClaimed     = "claimed"     // a chat is ours
	PointSorted      = "sorted"      // its words are made
	PointIntended    = "intended"    // on record: a send may be under way
	PointSending     = "sending"     // a call is about to begin
	PointAccepted    = "accepted"    // Telegram has the message, and the database does not know
	PointDelivered   = "delivered"   // now it does
	PointRefused     = "refused"     // the call failed, and the database does not know
	PointUndelivered = "undelivered" // now it does
	PointMoved       = "moved"       // the group has another id; the message is not sent there yet
	PointReleasing   = "releasing"   // the chat is about to be given back
	PointReleased    = "released"
)

// Points lists every point.
func Points() []string {
	return []string{
		PointJudging, PointJudged, PointClaiming, PointClaimed, PointSorted, PointIntended, PointSending, PointAccepted,
		PointDelivered, PointRefused, PointUndelivered, PointMoved, PointReleasing, PointReleased,
	}
}

// at comes to a point.
func at(point func(string), name string) {
	if point != nil {
		point(name)
	}
}
