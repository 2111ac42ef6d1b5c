// Package report writes what leaves the chat: documents that the Chairman can sign, annexes that can be added up, and
// pictures for a phone. Its documents follow Decree 30/2020/NĐ-CP (Nghị định 30, Phụ lục I). What it is given it writes as
// it stands; it decides layout and wording, never facts, and the same input always gives the same bytes.
package report
