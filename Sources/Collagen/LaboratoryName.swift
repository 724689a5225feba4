// Names of samples in the names of files and in the read groups of their reads.

import Documents
import Evidence
import Reporting

extension LaboratoryName {
  /// What is said if some files of one sample carry its name and others have another, or if none does and the files have
  /// different names: lanes may have been exchanged.
  ///
  /// - Parameter lanes: base names of the files of each lane: one, or those of the mates.
  static func warnings(sample: String, lanes: [[String]]) -> [String] {
    let name = LaboratoryName(sample)
    // A second file that is called like the first one of its lane is of the same sample as that.
    let files = lanes.flatMap { lane in lane.count == 2 && areMates(lane[0], lane[1]) ? [lane[0]] : lane }
    let stems = files.map { (file: $0, stem: LaboratoryName(SampleName.derived(fromFile: $0))) }
    let own = stems.filter { !name.occurrences(in: $0.stem).isEmpty }
    guard let first = own.first else { return unlike(stems, sample: sample) }
    let others = stems.filter { entry in
      name.occurrences(in: entry.stem).isEmpty
        && !own.contains { $0.stem.sharesWord(with: entry.stem) }
    }
    guard let other = others.first else { return [] }
    return [
      "\(ScreenWarning.otherNames) \(first.file) carries the sample's name and \(other.file) another one: are all files of "
        + "\(sample)? \(others.count) of \(files.count) do not carry its name"
    ]
  }

  /// What is said of files whose read groups name another sample (SM) than the one that is screened.
  static func warnings(sample: String, readGroups: [(file: String, names: [String])]) -> [String] {
    let name = LaboratoryName(sample)
    return readGroups.compactMap { file, names in
      // `P07_rep2` is of the patient P07; whether `P07_mother` is, nobody knows.
      let others = names.filter { other in
        other != sample && !LaboratoryName.areOneSample(other, sample)
          && !LaboratoryName(other).occurrences(in: name).contains(where: \.isWhole)
      }
      guard !others.isEmpty else { return nil }
      let shown = others.prefix(4).map(\.visible).joined(separator: ", ")
      let more = others.count > 4 ? " and \(others.count - 4) more" : ""
      return
        "IDENTITY_MISMATCH: the read groups of \(file) name the sample \(shown)\(more) (SM), the sample screened is \(sample): "
        + "is it the right file? report and cohort refuse it unless the case's record has the name under identity.samples"
    }
  }
}

extension LaboratoryName {
  /// What is said of files that have different names, none of them the sample's.
  private static func unlike(_ stems: [(file: String, stem: LaboratoryName)], sample: String) -> [String] {
    // Accessions of an archive number runs, several of which may be of one sample.
    func isRun(_ file: String) -> Bool {
      let name = SampleName.derived(fromFile: file).prefix { $0 != "_" && $0 != "." }
      return ["SRR", "ERR", "DRR"].contains(name.prefix(3)) && name.dropFirst(3).allSatisfy(\.isNumber)
    }
    let stems = stems.filter { !isRun($0.file) }
    guard let first = stems.first, let other = stems.first(where: { !first.stem.sharesWord(with: $0.stem) }) else {
      return []
    }
    return [
      "\(ScreenWarning.otherNames) \(first.file) and \(other.file) carry different names, and neither that of the sample: "
        + "are all \(stems.count) files of \(sample)?"
    ]
  }

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
