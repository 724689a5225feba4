// The laws that names obey, checked for one change at a time: shared by the tests and the exhaustive sweep.

import BioSequence
import HGVS

/// Checks the laws for changes of one gene; every check gives `nil` or says what is broken.
struct NamingLaws {
  let gene: GeneModel
  let namer: VariantNamer
  let model: TranscriptModel

  init(_ gene: GeneModel) {
    self.gene = gene
    namer = VariantNamer(genes: [gene])
    model = gene.transcripts[0]
  }

  /// Every name of the change, read again, means the same allele, and is its own canonical name.
  func roundTrip(_ range: Range<Int>, _ replacement: [UInt8]) -> String? {
    let found = gene.names(replacing: range, with: replacement)
    if range.isEmpty && replacement.isEmpty { return nil }
    let canonical = SequenceEdit(replacing: range, with: replacement, on: gene.codes, limit: gene.codes.count)
    var names = [found.hgvsRecord]
    for placement in gene.placements {
      // Where an assembly differs from the record, an allele with its base is no change there: no way back from the name.
      if placement.differs(inRecordRange: found.affectedRange), !found.alleleBases.isEmpty { continue }
      guard let name = found.genomic(on: placement.mapping.assembly) else { return "no name on an assembly" }
      names += [name.hgvs, name.vcf.description]
    }
    if let coding = found.hgvsC { names.append(coding) }
    for name in names {
      do throws(HGVSError) {
        let read = try namer.variant(for: name)
        let again = SequenceEdit(
          replacing: read.variant.range, with: read.variant.replacement.codes, on: gene.codes,
          limit: gene.codes.count)
        if again != canonical { return "\(name) is read as another allele than \(found.hgvsRecord)" }
      } catch {
        return "\(name) is not read: \(error)"
      }
      do throws(HGVSError) {
        let again = try namer.name(name)
        if again.hgvsC != found.hgvsC ?? "" { return "\(name) gives \(again.hgvsC), not \(found.hgvsC ?? ".")" }
        if again.hgvsG38 != found.grch38?.hgvs ?? "" { return "\(name) gives \(again.hgvsG38)" }
        let isRead37 = name == found.grch37?.vcf.description
        if !again.corrections.isEmpty, !isRead37 { return "\(name) is corrected: \(again.corrections)" }
      } catch { return "\(name) is not named: \(error)" }
    }
    return nil
  }

  /// All places of a deletion or duplication that make the same allele give one name.
  func representations(_ range: Range<Int>, isDuplication: Bool) -> String? {
    let record = gene.codes
    let size = range.count
    var lower = range.lowerBound
    while lower > 0, record[lower - 1] == record[lower - 1 + size] { lower -= 1 }
    var upper = range.lowerBound
    while upper + size < record.count, record[upper] == record[upper + size] { upper += 1 }
    var names: Set<String> = []
    for start in lower...upper {
      let place = start..<start + size
      let bases = isDuplication ? Array(record[place]) + record[place] : []
      let found = gene.names(replacing: place, with: bases)
      names.insert(NamingLaws.all(found))
      if isDuplication {
        let between = gene.names(replacing: start + size..<start + size, with: Array(record[place]))
        names.insert(NamingLaws.all(between))
      }
    }
    return names.count == 1 ? nil : "\(names.count) names for one allele: \(names.sorted())"
  }

  private static func all(_ names: VariantNames) -> String {
    let genomic = [names.grch38, names.grch37].compactMap { $0.map { "\($0.hgvs) \($0.vcf)" } }
    return ([names.hgvsRecord, names.hgvsC ?? "", names.hgvsP ?? ""] + genomic).joined(separator: " ")
  }

  /// The protein name equals that of a plain comparison of the two whole proteins.
  func protein(_ range: Range<Int>, _ replacement: [UInt8]) -> String? {
    let found = gene.names(replacing: range, with: replacement)
    guard !range.isEmpty || !replacement.isEmpty, found.variantClass != .reference, let name = found.hgvsP,
      let colon = name.firstIndex(of: ":")
    else { return nil }
    let body = String(name[name.index(after: colon)...])
    let expected = NaiveProteinNamer(model: model, record: gene.codes).name(of: found)
    return body == expected ? nil : "\(found.hgvsC ?? found.hgvsRecord) gives \(body), plain comparison \(expected)"
  }
}

/// A second, slow and plain way to the protein name: build both proteins whole, compare, name.
struct NaiveProteinNamer {
  let model: TranscriptModel
  let record: [UInt8]

  /// Residues by the codon's bases in the order T, C, A, G, as the code is usually tabled.
  private static let table = Array("FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG".utf8)
  /// Place of A, C, G, T in that order.
  private static let places = [2, 1, 3, 0]

  private func translate(_ bases: [UInt8], from start: Int) -> [UInt8] {
    var protein: [UInt8] = []
    var place = start
    let table = NaiveProteinNamer.table
    let places = NaiveProteinNamer.places
    while place + 3 <= bases.count {
      let codon = 16 * places[Int(bases[place])] + 4 * places[Int(bases[place + 1])] + places[Int(bases[place + 2])]
      protein.append(table[codon])
      if table[codon] == 42 { break }
      place += 3
    }
    return protein
  }

  private func three(_ letter: UInt8) -> String {
    let names = [
      "F": "Phe", "L": "Leu", "S": "Ser", "Y": "Tyr", "*": "Ter", "C": "Cys", "W": "Trp", "P": "Pro", "H": "His",
      "Q": "Gln", "R": "Arg", "I": "Ile", "M": "Met", "T": "Thr", "N": "Asn", "K": "Lys", "V": "Val", "A": "Ala",
      "D": "Asp", "E": "Glu", "G": "Gly",
    ]
    return names[String(UnicodeScalar(letter))] ?? "?"
  }

  func name(of annotation: VariantNames) -> String {
    // the canonical edit, applied to the record exon by exon
    let edit = annotation.affectedRange
    let isCopy = annotation.variantClass == .duplication || annotation.variantClass == .exonDuplication
    // a copy at the end of an exon belongs to the exon
    let named = isCopy ? edit.lowerBound - annotation.alleleBases.count..<edit.lowerBound : edit
    guard
      let exon = model.exons.firstIndex(where: {
        named.isEmpty
          ? $0.lowerBound < named.lowerBound && named.lowerBound < $0.upperBound
          : $0.lowerBound <= named.lowerBound && named.upperBound <= $0.upperBound
      })
    else { return "p.?" }
    var altered: [UInt8] = []
    for (index, range) in model.exons.enumerated() {
      if index == exon {
        altered += record[range.lowerBound..<edit.lowerBound]
        altered += annotation.alleleBases
        altered += record[edit.upperBound..<range.upperBound]
      } else {
        altered += record[range]
      }
    }
    let shift = model.exonStarts[exon] - model.exons[exon].lowerBound
    let place = edit.lowerBound + shift..<edit.upperBound + shift
    let start = model.coding.lowerBound
    if isCopy, place.lowerBound == model.coding.upperBound {
      return "p.(Ter\(model.protein.count)=)"
    }
    if place.upperBound <= start || place.lowerBound >= model.coding.upperBound { return "p.?" }
    if place.lowerBound < start {
      let coding = Array(model.spliced[start..<model.coding.upperBound])
      let moved = start + annotation.alleleBases.count - place.count
      return moved >= 0 && Array(altered[moved...].prefix(coding.count)) == coding ? "p.?" : "p.(Met1?)"
    }
    let old = translate(model.spliced, from: start)
    let new = translate(altered, from: start)
    if new.first != 77 { return "p.(Met1?)" }
    return "p.(" + compare(old, new, place, annotation.alleleBases.count) + ")"
  }

  private func compare(_ old: [UInt8], _ new: [UInt8], _ place: Range<Int>, _ gained: Int) -> String {
    let start = model.coding.lowerBound
    let isFrameshift = (gained - place.count) % 3 != 0
    var same = 0
    while same < old.count, same < new.count, old[same] == new[same] { same += 1 }
    if same == old.count && same == new.count {
      let first = (place.lowerBound - start) / 3
      let last = max(first, min((place.upperBound - start + 2) / 3, old.count) - 1)
      if isFrameshift || place.upperBound > model.coding.upperBound { return "Ter\(old.count)=" }
      return first == last
        ? "\(three(old[first]))\(first + 1)=" : "\(three(old[first]))\(first + 1)_\(three(old[last]))\(last + 1)="
    }
    if same < new.count, new[same] == 42 { return "\(three(old[same]))\(same + 1)Ter" }
    let stop = new.last == 42 ? new.count : nil
    if old[same] == 42, isFrameshift || place.upperBound > model.coding.upperBound - 3 {
      return "Ter\(old.count)\(three(new[same]))extTer" + (stop.map { String($0 - same - 1) } ?? "?")
    }
    if isFrameshift {
      return "\(three(old[same]))\(same + 1)\(three(new[same]))fsTer" + (stop.map { String($0 - same) } ?? "?")
    }
    return inFrame(old, new, same, place)
  }

  private func inFrame(_ old: [UInt8], _ new: [UInt8], _ same: Int, _ place: Range<Int>) -> String {
    let start = model.coding.lowerBound
    let codonEnd = (place.upperBound - start + 2) / 3
    var oldEnd = old.count
    var newEnd = new.count
    // a new stop inside the change: nothing behind it is compared
    let isCut = place.upperBound <= model.coding.upperBound && new.count + place.count / 3 < old.count
    let stopsInside = isStopInside(old, new, place)
    if stopsInside || isCut {
      oldEnd = max(codonEnd, same)
      if same == oldEnd {
        return "\(three(old[same - 1]))\(same)_\(three(old[same]))\(same + 1)ins" + new[same...].map(three).joined()
      }
      return range(old, same, oldEnd) + "delins" + new[same...].map(three).joined()
    }
    while oldEnd > same, newEnd > same, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    let lost = oldEnd - same
    let inserted = Array(new[same..<newEnd])
    if inserted.isEmpty { return range(old, same, oldEnd) + "del" }
    if lost == 0 {
      let size = inserted.count
      if same >= size, Array(old[same - size..<same]) == inserted { return range(old, same - size, same) + "dup" }
      return "\(three(old[same - 1]))\(same)_\(three(old[same]))\(same + 1)ins" + inserted.map(three).joined()
    }
    if lost == 1, inserted.count == 1 { return "\(three(old[same]))\(same + 1)\(three(inserted[0]))" }
    return range(old, same, oldEnd) + "delins" + inserted.map(three).joined()
  }

  private func isStopInside(_ old: [UInt8], _ new: [UInt8], _ place: Range<Int>) -> Bool {
    guard new.last == 42, place.upperBound <= model.coding.upperBound else { return false }
    // the stop lies in the codons that the change touches, before the old stop's place
    let end = (place.upperBound - model.coding.lowerBound + 2) / 3
    return new.count != old.count && end < old.count && new.last == 42
      && Array(new.suffix(min(new.count, old.count - end))) != Array(old.suffix(min(new.count, old.count - end)))
  }

  private func range(_ old: [UInt8], _ lower: Int, _ upper: Int) -> String {
    upper - lower == 1
      ? "\(three(old[lower]))\(upper)" : "\(three(old[lower]))\(lower + 1)_\(three(old[upper - 1]))\(upper)"
  }
}
