package awaitgap

// Store はキーごとに数を持つ。メソッドはループのタスクから呼ばれる。
type Store struct {
	loop   *Loop
	values map[string]int

	// busy は更新中のキー。Future はその更新が終わると解決される。
	busy map[string]*Future
}

// New はすべての数が 0 の Store を返す。
func New(loop *Loop) *Store {
	return &Store{
		loop:   loop,
		values: map[string]int{},
		busy:   map[string]*Future{},
	}
}

// Get は最後に終わった更新の結果を返す。待つことはない。
func (s *Store) Get(key string) int {
	return s.values[key]
}

// Update は key の数を change の結果で置き換える。
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	// 起こされた後、自分より先に別のタスクが入ったかもしれない。だから if ではなく for。
	// 毎回問い合わせているのではなく、前の更新が終わった時だけ見直す。
	for s.busy[key] != nil {
		t.Await(s.busy[key])
	}

	// ここから次の Await までは誰も割り込めない。
	done := s.loop.NewFuture()
	s.busy[key] = done
	defer func() {
		delete(s.busy, key)
		done.Resolve()
	}()

	value, err := change(s.values[key]) // 待つのはここだけ
	if err != nil {
		return err
	}
	s.values[key] = value
	return nil
}
