// One class an allele: of entries of one allele in several files the newest counts, and a disagreement is told.

import BioSequence
import Documents

extension KnownVariants {
  /// How the files of two entries stand in time.
  private enum Age { case newer, older, unknown }

  /// Of entries of one allele, or of one ID of ClinVar, in several files with classes that of the newest file counts, also
  /// where it gives none. A given file counts before the embedded entries unless it is older. Where it is not known which
  /// is newer and the classes differ, none counts.
  mutating func settleClasses() {
    let isOfClasses = files.map(\.hasClasses)
    var byIdentifier: [String: [Int]] = [:]
    for index in entries.indices {
      entries[index].significance = entries[index].listed
      entries[index].gaveWay = nil
      if let identifier = clinVarIdentifier(entries[index]) { byIdentifier[identifier, default: []].append(index) }
    }
    // Of many entries of one file that say the same of one allele one stands for all.
    let sameAllele = byAllele.mapValues { unlike($0, isOfClasses) }
    let sameIdentifier = byIdentifier.mapValues { unlike($0, isOfClasses) }
    func rivals(_ index: Int) -> [Int] {
      let own = entries[index]
      guard isOfClasses[own.file] else { return [] }
      let same = sameAllele[Key(gene: own.gene, variant: own.variant), default: []]
      let named = clinVarIdentifier(own).map { sameIdentifier[$0, default: []] } ?? []
      return (same + named).filter { $0 != index }
    }
    for index in entries.indices {
      let newer = rivals(index).filter { age(of: entries[$0].file, to: entries[index].file) == .newer }
      guard
        let newest = newer.max(by: { left, right in
          let order = age(of: entries[left].file, to: entries[right].file)
          return order == .older
            || (order == .unknown && entries[left].listed.isEmpty && !entries[right].listed.isEmpty)
        })
      else { continue }
      giveWay(index, to: newest, isNewer: true)
    }
    for index in entries.indices where entries[index].gaveWay == nil && !entries[index].listed.isEmpty {
      let own = ClassOnFile(entries[index].listed)
      let other = rivals(index).first { rival in
        entries[rival].gaveWay?.isNewer != true && !entries[rival].listed.isEmpty
          && age(of: entries[rival].file, to: entries[index].file) == .unknown
          && ClassOnFile(entries[rival].listed) != own
      }
      if let other { giveWay(index, to: other, isNewer: false) }
    }
  }

  /// The first of all entries of files with classes that are of one file and class.
  private func unlike(_ indices: [Int], _ isOfClasses: [Bool]) -> [Int] {
    struct Said: Hashable {
      let file: Int
      let significance: [String]
    }
    var seen: Set<Said> = []
    return indices.filter { index in
      let entry = entries[index]
      return isOfClasses[entry.file]
        && seen.insert(Said(file: entry.file, significance: entry.listed.map { "\($0)" }.sorted())).inserted
    }
  }

  private mutating func giveWay(_ index: Int, to other: Int, isNewer: Bool) {
    entries[index].significance = []
    entries[index].gaveWay = KnownVariant.GaveWay(
      file: entries[other].file, significance: entries[other].listed, isNewer: isNewer)
  }

  /// The numeric ID of an entry of a file of ClinVar.
  private func clinVarIdentifier(_ entry: KnownVariant) -> String? {
    files[entry.file].isClinVar && entry.hasIdentifier && entry.identifier.allSatisfy(\.isNumber)
      ? "\(entry.gene):\(entry.identifier)" : nil
  }

  /// How a file stands in time to another one.
  private func age(of index: Int, to other: Int) -> Age {
    if index == other { return .unknown }
    if let own = files[index].day, let compared = files[other].day, own != compared {
      return own < compared ? .older : .newer
    }
    if files[other].name == KnownVariants.embeddedName { return .newer }
    return files[index].name == KnownVariants.embeddedName ? .older : .unknown
  }

  /// The newest file with classes and entries of a gene that is newer than a file; `nil` if none is.
  package func newerFile(than index: Int, symbol: String) -> File? {
    let newer = files.indices.filter { other in
      files[other].hasClasses && age(of: other, to: index) == .newer
        && entries.contains { $0.file == other && $0.symbol == symbol }
    }
    return newer.max { age(of: $0, to: $1) == .older }.map { files[$0] }
  }

  /// Where files give one allele classes of different kinds, a sentence for each two files.
  var classRemarks: [String] {
    struct Pair: Hashable {
      let files: [Int]
      let isNewer: Bool
    }
    var counts: [Pair: Int] = [:]
    for entry in entries where entry.isContradicted {
      guard let other = entry.gaveWay else { continue }
      let both = [entry.file, other.file]
      counts[Pair(files: other.isNewer ? both : both.sorted(), isNewer: other.isNewer), default: 0] += 1
    }
    return counts.sorted { ($0.key.files[0], $0.key.files[1]) < ($1.key.files[0], $1.key.files[1]) }.map {
      pair, count in
      let (first, second) = (files[pair.files[0]], files[pair.files[1]])
      let entries = count == 1 ? "1 entry has" : "\(count) entries have"
      guard pair.isNewer else {
        let place = pair.files[0] == pair.files[1] ? first.title : "\(first.title) and \(second.title)"
        return
          "\(place): \(entries) another class in an entry of the same allele, and which is newer is not known: none of them counts"
      }
      return "\(first.title): \(entries) a class of another kind in \(second.title), which is newer and counts"
    }
  }
}
