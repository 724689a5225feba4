// How far a cohort is: one line on the terminal for people, or lines of JSON for programs.

import Collagen
import Documents

/// The pace of a cohort; cases that are kept from an earlier run come at once and do not count.
struct CohortPace {
  private let start = ContinuousClock.now
  private var kept = 0

  /// Seconds since the start.
  var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }

  /// Seconds until all cases are finished at the pace so far; `nil` up to the second case that was worked out: one says
  /// nothing yet.
  mutating func secondsLeft(after step: CohortProgress) -> Int? {
    if step.state == "kept" { kept += 1 }
    let worked = step.finished - kept
    guard worked > 1 else { return nil }
    return Int((seconds * Double(step.total - step.finished) / Double(worked)).rounded(.up))
  }
}

/// Tells on standard error which case a cohort is at, and how long the rest takes.
final class CohortProgressLine {
  private let form: ProgressForm
  private var pace = CohortPace()
  private var lastDrawn: Double?

  init(form: ProgressForm) { self.form = form }

  /// Tells a step; steps come one at a time.
  func tell(_ step: CohortProgress) {
    guard form != .none else { return }
    let left = pace.secondsLeft(after: step)
    if form == .json { return Console.draw(event(step, left)) }
    // What is kept comes at once; a line a case would only flicker.
    guard step.state != "kept" else { return }
    if !Console.errorCanRedraw, let lastDrawn, pace.seconds - lastDrawn < Console.progressInterval { return }
    lastDrawn = pace.seconds
    Console.tellProgress(
      "\(step.finished) of \(step.total) cases\(left.map { ", \($0) s left" } ?? ""), \(step.id) \(step.state)")
  }

  func finish() {
    if form == .line { Console.clearProgress() }
  }

  /// One line of JSON; `seconds_left` is null as long as nothing is known.
  private func event(_ step: CohortProgress, _ left: Int?) -> String {
    let object = JSONObject([
      ("event", .text("case")), ("case_id", .text(step.id)), ("state", .text(step.state)),
      ("finished", .integer(step.finished)), ("total", .integer(step.total)),
      ("seconds", .number((pace.seconds * 10).rounded() / 10)), ("seconds_left", .optional(left)),
    ])
    return JSONValue.object(object).line() + "\n"
  }
}
