// Names of samples, lines and cases found inside each other, as people write them.

/// A name as its runs of letters and digits, so that `P-07`, `p7` and `P07` are one name and `P0` is not part of `P07`.
package struct LaboratoryName: Sendable, Hashable {
  /// Letters in lower case, or digits without leading zeros.
  private struct Run: Sendable, Hashable {
    let text: String
    /// The run as it is written.
    let written: String
    /// Whether a separator, or nothing, stands before it.
    let isStart: Bool
  }

  /// A name found in a text.
  package struct Occurrence: Sendable, Hashable {
    /// The runs of the text, counted from 0.
    package let range: Range<Int>
    /// Whether it ends where a word of the text ends, and does not go on as in `P07b`.
    package let isWhole: Bool
    /// Whether capitals and leading zeros are those of the name too.
    package let isExact: Bool
  }

  private let runs: [Run]

  /// The runs of a text.
  package init(_ text: String) {
    var runs: [Run] = []
    var run = ""
    var (isDigits, isStart, isNext) = (false, true, true)
    func close() {
      guard !run.isEmpty else { return }
      let digits = run.drop { $0 == "0" }
      let text = isDigits ? (digits.isEmpty ? "0" : String(digits)) : run.lowercased()
      runs.append(Run(text: text, written: run, isStart: isStart))
      run = ""
    }
    for character in text {
      guard character.isLetter || character.isNumber else {
        close()
        isNext = true
        continue
      }
      if run.isEmpty || character.isNumber != isDigits {
        close()
        (isDigits, isStart, isNext) = (character.isNumber, isNext, false)
      }
      run.append(character)
    }
    close()
    self.runs = runs
  }

  /// Where this name stands in a text, from the start of a word on.
  package func occurrences(in text: LaboratoryName) -> [Occurrence] {
    guard !runs.isEmpty, runs.count <= text.runs.count else { return [] }
    return (0...(text.runs.count - runs.count)).compactMap { start in
      let end = start + runs.count
      guard text.runs[start].isStart, zip(text.runs[start..<end], runs).allSatisfy({ $0.text == $1.text }) else {
        return nil
      }
      return Occurrence(
        range: start..<end, isWhole: end == text.runs.count || text.runs[end].isStart,
        isExact: zip(text.runs[start..<end], runs).allSatisfy { $0.written == $1.written })
    }
  }

  /// What stands in a text as a name of the same series with another number, as it is written: `LAB772` for `LAB771`; `nil` if
  /// there is none.
  package func sibling(in text: LaboratoryName) -> String? {
    func isNumber(_ run: Run) -> Bool { run.text.first?.isNumber == true }
    // A number alone may count anything, `2026-0771` names something.
    guard runs.count > 1, runs.contains(where: isNumber), runs.count <= text.runs.count else { return nil }
    for start in 0...(text.runs.count - runs.count) {
      let window = text.runs[start..<start + runs.count]
      let isWhole = start + runs.count == text.runs.count || text.runs[start + runs.count].isStart
      // `OI-2024` is the year of a project, and no number of the series of `OI-12`.
      let isAlike = zip(window, runs).allSatisfy {
        $0.text == $1.text || isNumber($0) && isNumber($1) && $0.written.count == $1.written.count
      }
      if window[start].isStart, isWhole, isAlike, zip(window, runs).contains(where: { $0.text != $1.text }) {
        return window.map(\.written).joined()
      }
    }
    return nil
  }

  /// Whether the name has letters and digits: a number alone may count anything.
  package var isOfLettersAndDigits: Bool {
    runs.contains { $0.text.first?.isNumber == true } && runs.contains { $0.text.first?.isNumber == false }
  }

  /// The same for all writings of a name.
  package var key: String { LaboratoryName.key(runs[...]) }

  private static func key(_ runs: ArraySlice<Run>) -> String { runs.map(\.text).joined(separator: "\u{1}") }

  /// The keys of all names that occur in this text, as ``occurrences(in:)`` finds them, each once.
  package var keysWithin: [String] {
    var keys: [String] = []
    for start in runs.indices where runs[start].isStart {
      for end in (start + 1)...runs.count { keys.append(LaboratoryName.key(runs[start..<end])) }
    }
    var seen: Set<String> = []
    return keys.filter { seen.insert($0).inserted }
  }

  /// Whether both are one name, in whatever way they are written: `P-07`, `p7`.
  package func isSame(as other: LaboratoryName) -> Bool {
    !runs.isEmpty && runs.map(\.text) == other.runs.map(\.text)
  }

  /// Whether two names are of one sample: alike in whatever writing, or but for the sample number and lane that a sequencer
  /// puts behind it (`P07`, `p07_S12_L001`).
  package static func areOneSample(_ one: String, _ other: String) -> Bool {
    func plain(_ name: String) -> LaboratoryName {
      func isTag(_ part: Substring, _ letter: Character) -> Bool {
        part.first == letter && part.count > 1 && part.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
      }
      var parts = name.split(separator: "_" as Character)
      if parts.count > 1, let last = parts.last, isTag(last, "L") { parts.removeLast() }
      if parts.count > 1, let last = parts.last, isTag(last, "S") { parts.removeLast() }
      return LaboratoryName(parts.joined(separator: "_"))
    }
    return plain(one).isSame(as: plain(other))
  }
}

extension LaboratoryName {
  /// The runs of each word.
  private var words: [[String]] {
    runs.reduce(into: []) { words, run in
      if run.isStart { words.append([run.text]) } else { words[words.count - 1].append(run.text) }
    }
  }

  /// Whether both have a word in common that could tell samples apart: one with digits if either has such words. A word
  /// that the other one goes on from (`P07`, `P07b`) is in common.
  package func sharesWord(with other: LaboratoryName) -> Bool {
    func informative(_ words: [[String]]) -> [[String]] {
      words.filter { $0.contains { $0.first?.isNumber == true } }
    }
    let (own, others) = (informative(words), informative(other.words))
    let hasDigits = !own.isEmpty && !others.isEmpty
    return (hasDigits ? own : words).contains { word in
      (hasDigits ? others : other.words).contains { $0.starts(with: word) || word.starts(with: $0) }
    }
  }
}
