// Slips of meaning in right tables: what is refused, said, and changed without a word; and alarms on right tables.

import AssaySimulation
import Dispatch
import ExportAssay
import Foundation
import Numerics
import Synchronization

enum Semantics {
  fileprivate struct Count {
    var all = 0
    var same = 0
    var refused = 0
    var said = 0
    var silent: [String] = []
  }

  static func table() throws -> String {
    let trials = Coverage.trials(10_000)
    let kinds = SemanticTrial.kinds
    let counts = Mutex([String: Count]())
    let alarms = Mutex((rewritten: [String](), right: [String]()))
    let right = trials / 5
    let cores = ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: cores) { worker in
      for trial in stride(from: worker, to: trials, by: cores) {
        let kind = kinds[trial % kinds.count]
        let seed = 20_261_130 + Coverage.extraSeed + UInt64(trial) * 7919
        let found = Self.outcome(kind, seed)
        counts.withLock { $0[kind, default: Count()].add(found.outcome, found.seed) }
      }
      for trial in stride(from: worker, to: trials / 50, by: cores) {
        let kind = SemanticTrial.unseen[trial % SemanticTrial.unseen.count]
        let seed = 5 + Coverage.extraSeed + UInt64(trial) * 6007
        let found = Self.outcome(kind, seed)
        counts.withLock { $0[kind, default: Count()].add(found.outcome, found.seed) }
      }
      for trial in stride(from: worker, to: right, by: cores) {
        let seed = 77 + Coverage.extraSeed + UInt64(trial) * 104_729
        do {
          if let words = try SemanticTrial.rewritten(seed: seed) {
            alarms.withLock { $0.rewritten.append("\(seed): \(words)") }
          }
          let words = try SemanticTrial.alarms(seed: seed)
          if !words.isEmpty { alarms.withLock { $0.right.append("\(seed): \(words.joined(separator: "; "))") } }
        } catch {
          alarms.withLock { $0.right.append("\(seed): refused: \(error)") }
        }
      }
    }
    return text(kinds, counts.withLock { $0 }, alarms.withLock { $0 }, right)
  }

  /// One slip; a seed whose study has nothing for it is followed by others. A right study that is refused counts as silent.
  private static func outcome(_ kind: String, _ first: UInt64) -> (outcome: SlipOutcome, seed: UInt64) {
    for attempt in 0..<40 as Range<UInt64> {
      let seed = first + attempt * 1_000_003
      do {
        let outcome = try SemanticTrial.run(kind, seed: seed)
        if case .notApplicable = outcome { continue }
        return (outcome, seed)
      } catch {
        return (.silent("the right study is refused: \(error)"), seed)
      }
    }
    return (.notApplicable, first)
  }

  private static func text(
    _ kinds: [String], _ counts: [String: Count], _ alarms: (rewritten: [String], right: [String]), _ right: Int
  ) -> String {
    var text = """
      ## Slips of meaning in right tables

      Right studies from seeds (cultures with plates, amounts of five kinds or gels, some with a gel of chains or a pulse-chase beside them; 4 to 8 control lines or 4 on each plate, one or two cases, 2 to 4 dishes, 1 to 4 plates, up to 3 batches), one slip each. **same**: no class changed, no figure by more than a fifth. **refused**: an \
      error. **said**: a flag or warning that the right tables do not have. **silent**: a class or figure changed without a word; these are listed on standard error. What no check can reveal is listed in docs/assay-tables.md \
      and on every page.

      | slip | same | refused | said | silent |
      |---|---|---|---|---|

      """
    var all = Count()
    for kind in kinds {
      guard let one = counts[kind], one.all > 0 else { continue }
      text += "| \(kind) | \(one.same) | \(one.refused) | \(one.said) | \(one.silent.count) |\n"
      all.all += one.all
      all.same += one.same
      all.refused += one.refused
      all.said += one.said
      all.silent += one.silent
      for words in one.silent { FileHandle.standardError.write(Data("silent: \(kind): \(words)\n".utf8)) }
    }
    let unseen = SemanticTrial.unseen.compactMap { kind in
      counts[kind].map { "\(kind) \($0.silent.count) of \($0.all)" }
    }
    for words in alarms.rewritten + alarms.right {
      FileHandle.standardError.write(Data("alarm: \(words)\n".utf8))
    }
    func percent(_ count: Int) -> String { fixed(100 * Double(count) / Double(max(1, right)), 2) }
    text += "| all \(all.all) | \(all.same) | \(all.refused) | \(all.said) | \(all.silent.count) |\n\n"
    text += "What nothing can reveal, changed without a word: \(unseen.joined(separator: ", ")).\n\n"
    text +=
      "Right tables rewritten (order of rows and columns, case of words, separator, a column of notes): \(alarms.rewritten.count) of \(right) say or give anything else (\(percent(alarms.rewritten.count)) %). Right tables as they stand: \(alarms.right.count) of \(right) (\(percent(alarms.right.count)) %) say anything but few controls, little power or an outlying control.\n"
    return text
  }
}

extension Semantics.Count {
  fileprivate mutating func add(_ outcome: SlipOutcome, _ seed: UInt64) {
    switch outcome {
    case .notApplicable: return
    case .same: same += 1
    case .refused: refused += 1
    case .said: said += 1
    case .silent(let words): silent.append("\(seed): \(words)")
    }
    all += 1
  }
}
