package search

// seen is a set of states, each with the number of preemptions that it was reached with:
// the cache of happens-before signatures of Musuvathi and Qadeer, "Partial-order
// reduction for context-bounded state exploration", MSR-TR-2007-12. Two states are
// confused with a chance of 1 in 2^60 for each pair.
type seen struct {
	// slots is open to linear probing; its length is a power of two. A slot is a state
	// without its low bits, in which the preemptions are; 0 is empty.
	slots []uint64
	count int
	// full: no state was added for want of room.
	full bool
}

// The length of the table at first and at most; the greatest number of preemptions that
// it tells apart.
const (
	firstSlots = 1 << 12
	mostSlots  = 1 << 20
	manyUsed   = 15
)

// visit reports whether the state was seen with at most as many preemptions, and adds
// it if not.
func (s *seen) visit(state uint64, used int) bool {
	used = min(used, manyUsed)
	key := state &^ manyUsed
	if key == 0 {
		key = manyUsed + 1
	}
	last := len(s.slots) - 1
	for i := start(key) & last; ; i = (i + 1) & last {
		switch slot := s.slots[i]; {
		case slot == 0:
			s.add(i, key|uint64(used))
			return false
		case slot&^manyUsed == key:
			if int(slot&manyUsed) <= used {
				return true
			}
			s.slots[i] = key | uint64(used)
			return false
		}
	}
}

// add fills an empty slot. Some stay empty, so that every search of the table ends.
func (s *seen) add(i int, slot uint64) {
	if s.count >= len(s.slots)/8*7 {
		s.full = s.full || len(s.slots) == mostSlots
		return
	}
	s.slots[i] = slot
	s.count++
}

// room makes the table bigger if it is filling up. It is called between schedules.
func (s *seen) room() {
	if 2*s.count < len(s.slots) || len(s.slots) == mostSlots {
		return
	}
	old := s.slots
	s.slots = make([]uint64, min(4*len(old), mostSlots))
	s.count = 0
	for _, slot := range old {
		if slot != 0 {
			s.put(slot)
		}
	}
}

func (s *seen) put(slot uint64) {
	last := len(s.slots) - 1
	i := start(slot) & last
	for s.slots[i] != 0 {
		i = (i + 1) & last
	}
	s.add(i, slot)
}

// start is where the search for a state begins; the low bits have no part in it.
func start(slot uint64) int { return int(slot>>32 ^ slot>>4) }

// reset forgets all states.
func (s *seen) reset() {
	if s.slots == nil {
		s.slots = make([]uint64, firstSlots)
	}
	clear(s.slots)
	s.count = 0
}
