package search

// frontier is a queue of schedules to begin with: their first choices. It keeps the
// choices that are not 0, and how many are 0 before each.
type frontier struct {
	// words holds the entries: the check of the widths, the number of pairs, the pairs.
	words []uint32
	// head is where the next entry begins.
	head int
}

// mostWords bounds a frontier, to 16 MiB.
const mostWords = 1 << 22

// pair is a run of zeros and the choice behind it in one word.
func pair(zeros int, choice uint16) uint32 { return uint32(zeros)<<16 | uint32(choice) }

const mostZeros = 1<<16 - 1

// push appends the choices of the nodes, and then the last one. It is false, and does
// nothing, when the queue is full.
func (f *frontier) push(nodes []node, last node) bool {
	begin := len(f.words)
	f.words = append(f.words, check(nodes, last.n), 0)
	zeros := 0
	for i := range nodes {
		if c := nodes[i].choice; c != 0 || zeros == mostZeros {
			f.words = append(f.words, pair(zeros, c))
			zeros = 0
		} else {
			zeros++
		}
	}
	f.words = append(f.words, pair(zeros, last.choice))
	f.words[begin+1] = uint32(len(f.words) - begin - 2)
	if len(f.words) > mostWords {
		f.words = f.words[:begin]
		return false
	}
	return true
}

// pop takes the next entry out: the nodes, which use the room of nodes, their number,
// and the check of their widths. The widths themselves are not known.
func (f *frontier) pop(nodes []node) (_ []node, n int, sum uint32) {
	sum = f.words[f.head]
	pairs := f.words[f.head+2 : f.head+2+int(f.words[f.head+1])]
	f.head += 2 + len(pairs)
	for _, p := range pairs {
		zeros := int(p >> 16)
		nodes = grown(nodes, n+zeros+1)
		clear(nodes[n : n+zeros])
		n += zeros
		nodes[n] = node{choice: uint16(p)}
		n++
	}
	return nodes, n, sum
}

func (f *frontier) empty() bool { return f.head == len(f.words) }

func (f *frontier) reset() { f.words, f.head = f.words[:0], 0 }

// check sums up the widths of nodes and of one more: FNV-1a, on whole widths.
func check(nodes []node, last uint16) uint32 {
	sum := uint32(2166136261)
	for i := range nodes {
		sum = (sum ^ uint32(nodes[i].n)) * 16777619
	}
	return (sum ^ uint32(last)) * 16777619
}
