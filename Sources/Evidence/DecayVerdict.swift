// What becomes of a transcript with an early stop.

/// Whether a transcript with an early stop is expected to undergo nonsense-mediated decay.
package enum DecayVerdict: String, Sendable, CaseIterable {
  case expected
  case escapes
  case noStop = "no_early_stop"
}
