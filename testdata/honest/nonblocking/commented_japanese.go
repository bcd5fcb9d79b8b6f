// Package nonblocking はイベントループのための名前解決です。
package nonblocking

import "sync"

// Resolver は名前を調べる。メソッドはループのイベントの中から呼ばれ、すぐに戻る。
type Resolver struct {
	loop   *Loop
	pool   *Pool
	lookup func(name string) (addr string, err error)

	closed  bool           // ループからしか触らないのでロックは不要
	pending sync.WaitGroup // まだ返事が投函されていない名前の数
}

// NewResolver は loop と pool を使う Resolver を返す。
func NewResolver(loop *Loop, pool *Pool, lookup func(name string) (addr string, err error)) *Resolver {
	return &Resolver{loop: loop, pool: pool, lookup: lookup}
}

// Resolve は name をプールに渡してすぐに戻る。
func (r *Resolver) Resolve(name string, reply func(addr string, err error)) {
	if r.closed {
		// 終了後は何も調べない。ただし reply を直接呼んではいけない。
		r.loop.Post(func() { reply("", ErrClosed) })
		return
	}

	r.pending.Add(1) // 必ずループ側で増やす(ワーカー側では遅すぎる)
	r.pool.Go(func() {
		defer r.pending.Done() // 投函した「後」で減らす

		addr, err := r.lookup(name)
		r.loop.Post(func() {
			reply(addr, err)
		})
	})
}

// Close は受け付けを終える。すべての返事の後に closed が一度だけ呼ばれる。
func (r *Resolver) Close(closed func()) {
	r.closed = true

	// ここで Wait するとループが止まってしまうので、待つのは別のゴルーチン。
	// 全部の返事が投函されたら closed を投函して終わる。
	go func() {
		r.pending.Wait()
		r.loop.Post(closed)
	}()
}
