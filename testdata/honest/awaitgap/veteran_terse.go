package awaitgap

// Store is optimistic: it takes no lock, but looks again before it writes. The version
// and not the number is compared, for 1 -> 2 -> 1 is two updates and not none.
type Store struct{ cells map[string]cell }

type cell struct{ value, version int }

func New(*Loop) *Store { return &Store{cells: map[string]cell{}} }

func (s *Store) Get(key string) int { return s.cells[key].value }

// Update calls change again only if another update of key was done meanwhile, so somebody
// always gets on. It never waits itself.
func (s *Store) Update(_ *Task, key string, change func(old int) (int, error)) error {
	for {
		seen := s.cells[key]
		value, err := change(seen.value)
		if err != nil {
			return err
		}
		// No await from here to the end.
		if s.cells[key].version == seen.version {
			s.cells[key] = cell{value, seen.version + 1}
			return nil
		}
	}
}
