// Names of samples, lines and cases found inside the names of files, as people write them.

/// A name as its runs of letters and digits, so that `P-07`, `p7` and `P07` are one name and `P0` is not part of `P07`.
struct LaboratoryName: Sendable, Hashable {
  /// Letters in lower case, or digits without leading zeros.
  private struct Run: Sendable, Hashable {
    let text: String
    /// The run as it is written.
    let written: String
    /// Whether a separator, or nothing, stands before it.
    let isStart: Bool
  }

  /// A name found in a text.
  struct Occurrence: Sendable, Hashable {
    /// The runs of the text, counted from 0.
    let range: Range<Int>
    /// Whether it ends where a word of the text ends, and does not go on as in `P07b`.
    let isWhole: Bool
    /// Whether capitals and leading zeros are those of the name too.
    let isExact: Bool
  }

  private let runs: [Run]

  /// The runs of a text.
  init(_ text: String) {
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
  func occurrences(in text: LaboratoryName) -> [Occurrence] {
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
  func sharesWord(with other: LaboratoryName) -> Bool {
    func informative(_ words: [[String]]) -> [[String]] {
      words.filter { $0.contains { $0.first?.isNumber == true } }
    }
    let (own, others) = (informative(words), informative(other.words))
    let hasDigits = !own.isEmpty && !others.isEmpty
    return (hasDigits ? own : words).contains { word in
      (hasDigits ? others : other.words).contains { $0.starts(with: word) || word.starts(with: $0) }
    }
  }

  /// What is said if some files of one sample carry its name and others have another: lanes may have been exchanged.
  ///
  /// - Parameter lanes: base names of the files of each lane: one, or those of the mates.
  static func warnings(sample: String, lanes: [[String]]) -> [String] {
    let name = LaboratoryName(sample)
    // A second file that is called like the first one of its lane is of the same sample as that.
    let files = lanes.flatMap { lane in lane.count == 2 && areMates(lane[0], lane[1]) ? [lane[0]] : lane }
    let stems = files.map { (file: $0, stem: LaboratoryName(SampleName.derived(fromFile: $0))) }
    let own = stems.filter { !name.occurrences(in: $0.stem).isEmpty }
    guard let first = own.first else { return [] }
    let others = stems.filter { entry in
      name.occurrences(in: entry.stem).isEmpty
        && !own.contains { $0.stem.sharesWord(with: entry.stem) }
    }
    guard let other = others.first else { return [] }
    return [
      "IDENTITY_MISMATCH: \(first.file) carries the sample's name and \(other.file) another one: are all files of "
        + "\(sample)? \(others.count) of \(files.count) do not carry its name"
    ]
  }
}

extension LaboratoryName {
  /// Whether the two files of a lane are called alike but for 1 and 2 in one place, without a tag as sequencers write it:
  /// `reads1.fq` and `reads2.fq`. Beside a tag such a number is a part of the sample's name.
  private static func areMates(_ first: String, _ second: String) -> Bool {
    func isUntagged(_ file: String) -> Bool { file.hasPrefix(SampleName.derived(fromFile: file) + ".") }
    let differing = zip(first, second).filter { $0 != $1 }
    guard first.count == second.count, differing.count == 1, isUntagged(first), isUntagged(second) else { return false }
    return differing[0] == ("1", "2")
  }
}

extension SampleName {
  /// What the tags of a sequencer leave of a file's name, and the sample number `S12` of its run if it has one: lanes and
  /// mates of one sample have the same.
  static func origin(ofFile path: String) -> (name: String, number: String?) {
    let base = path.split(separator: "/").last.map(String.init) ?? path
    let number = base.split { $0 == "_" || $0 == "." }.dropFirst().first { part in
      part.first == "S" && part.count > 1 && part.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }
    return (derived(fromFile: path), number.map { String($0) })
  }
}
