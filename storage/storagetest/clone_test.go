package storagetest

import "testing"

// BenchmarkClone is what each test pays for its database, by either way that the server can copy files.
func BenchmarkClone(b *testing.B) {
	for _, strategy := range []string{"file_copy", "wal_log"} {
		b.Run(strategy, func(b *testing.B) {
			s, err := running()
			if err != nil {
				b.Fatal(err)
			}
			copier := *s
			copier.copying = " STRATEGY " + strategy
			for b.Loop() {
				if err := copier.clone(b.Context(), "test_clone"); err != nil {
					b.Fatal(err)
				}
				if err := copier.drop("test_clone"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
