package words

import "racekit/grader/verdict"

// Of is the word for a verdict. One that this version of the kit does not know is said
// as it stands in the stream.
func Of(v verdict.Verdict) Word {
	return Word{string(v), japanese(v)}
}

func japanese(v verdict.Verdict) string {
	switch v {
	case verdict.NotGraded:
		return "採点不能"
	case verdict.Refused:
		return "禁止事項に該当"
	case verdict.DoesNotCompile:
		return "コンパイルエラー"
	case verdict.OutOfMemory:
		return "メモリ不足"
	case verdict.Panic:
		return "パニック"
	case verdict.DataRace:
		return "データ競合"
	case verdict.Deadlock:
		return "デッドロック"
	case verdict.Livelock:
		return "ライブロック"
	case verdict.GoroutineLeak:
		return "ゴルーチンリーク"
	case verdict.WrongResult:
		return "結果の誤り"
	case verdict.Hang:
		return "ハング"
	case verdict.TooSlow:
		return "時間超過"
	case verdict.Pass:
		return "合格"
	}
	return string(v)
}

// Op is the word for what the race detector calls an access: "read", "previous write".
// An unknown one is said as it is.
func Op(op string) Word {
	switch op {
	case "read":
		return Word{op, "読み取り"}
	case "write":
		return Word{op, "書き込み"}
	case "atomic read":
		return Word{op, "アトミックな読み取り"}
	case "atomic write":
		return Word{op, "アトミックな書き込み"}
	}
	return Word{op, op}
}
