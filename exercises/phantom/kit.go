package phantom

// Booking is a room taken from the hour From until before the hour To.
type Booking struct {
	From, To int
	Who      string
}

// Overlaps reports whether b has an hour in common with the time from the hour from
// until before the hour to.
func (b Booking) Overlaps(from, to int) bool {
	return b.From < to && from < b.To
}
