// Random right descriptions, and wrong ones made from them: the parser and everything behind it must never trap.

import BioSequence
import HGVS
import TypeICollagen
import VariantNaming

/// Descriptions of random changes in one of the forms that are read.
enum RandomDescription {
  static func next(_ generator: inout SeededGenerator) -> String {
    let genes = GeneCatalog.embedded.genes
    let gene = genes[Int.random(in: 0..<genes.count, using: &generator)]
    let record = gene.model.codes
    let model = gene.model.transcripts[0]
    var lower = model.transcript.recordOffset(
      ofTranscriptOffset: Int.random(in: 0..<model.spliced.count, using: &generator))
    if Int.random(in: 0..<5, using: &generator) == 0 {
      lower = Int.random(in: model.recordRange, using: &generator)
    }
    var upper = lower + 1
    var bases: [UInt8] = [(record[lower] + 1 + UInt8.random(in: 0..<3, using: &generator)) % 4]
    switch Int.random(in: 0..<10, using: &generator) {
    case 0:
      upper = min(lower + Int.random(in: 1...30, using: &generator), model.recordRange.upperBound)
      bases = []
    case 1:
      upper = min(lower + Int.random(in: 1...12, using: &generator), model.recordRange.upperBound)
      bases = Array(record[lower..<upper]) + record[lower..<upper]
    case 2:
      upper = lower
      bases = (0..<Int.random(in: 1...9, using: &generator)).map { _ in UInt8.random(in: 0..<4, using: &generator) }
    default: break
    }
    let found = gene.model.names(replacing: lower..<upper, with: bases)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return found.grch38?.hgvs ?? found.hgvsRecord
    case 1: return found.hgvsRecord
    case 2:
      return found.grch38?.vcf.description ?? found.hgvsRecord
    default: return found.hgvsC ?? found.hgvsRecord
    }
  }
}

/// Mutates descriptions at random and names them; the process ends with a trap if anything goes wrong.
func fuzz(seconds: Int, seed: UInt64) {
  var generator = SeededGenerator(seed: seed)
  let namer = CollagenNamer()
  let seeds = [
    "NM_000088.4:c.589G>T", "NM_000088.4(COL1A1):c.589G>T (p.Gly197Cys)", "NC_000017.11(NM_000088.4):c.642+1G>A",
    "NM_000089.4:c.[600C>A;620A>T]", "NM_000088.3:c.[600C>A];[620A>T]", "NM_000088.3:c.600C>A(;)620A>T",
    "NM_000088.4:c.(?_535-1)_(642+1_?)del", "NM_000088.4:c.(534+1_535-1)_(642+1_643-1)dup", "COL1A1 G988C",
    "alpha1(I) Gly988Cys", "NP_000079.2:p.(Gly197Cys)", "NP_000079.2:p.Gly197_Pro199delinsAlaTer",
    "NP_000079.2:p.(Gly313AlafsTer86)", "NP_000079.2:p.Ter1465PheextTer27", "17-50198002-C-A", "chr17:50198002C>A",
    "LRG_1t1:c.-126_-119del", "NM_000089.3:r.1033_1035delguu", "NM_000088.3:c.589-1G[3]", "NM_000088.4:c.845GTG[1]",
    "NM_000088.3:n.715G>T", "NM_000088.4:c.*1_*4inv", "NM_000088.4:c.589_591delinsAC[3]", "NM_000088.4:c.589_591=",
    "chr7:94409724:G:GA", "NC_000007.14:g.94409724_94409725insA", "c.589G>T", "NM_000088.4:c.589G>T;",
    "NM_000088.4:c.52_53insA", "LRG_1p1:p.G197C", "NM_000088.4:c.1_4395del", "LRG_1:g.1_24544del", "LRG_1:g.24544dup",
    "17-50182097-T-TA", "LRG_2:g.1del", "LRG_2:g.43672_43672delinsACGT", "NM_000088.4:c.-118_*1401inv",
  ]
  let alphabet = Array("0123456789ACGTNacgtu_+-*?()[];:=><. delinsupvfxt.|pcgnrmGlyTer\"'".utf8)
  let clock = ContinuousClock()
  let end = clock.now.advanced(by: .seconds(seconds))
  var count = 0
  var named = 0
  while clock.now < end {
    for _ in 0..<256 {
      var text: [UInt8] =
        Bool.random(using: &generator)
        ? Array((seeds.randomElement(using: &generator) ?? "").utf8) : Array(RandomDescription.next(&generator).utf8)
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        let place = Int.random(in: 0...text.count, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: if place < text.count { text.remove(at: place) }
        case 1: text.insert(alphabet.randomElement(using: &generator) ?? 65, at: place)
        case 2: if place < text.count { text[place] = alphabet.randomElement(using: &generator) ?? 65 }
        case 3: if place < text.count { text[place] = UInt8.random(in: 0...255, using: &generator) }
        case 4:
          let other = Int.random(in: 0...text.count, using: &generator)
          text.insert(contentsOf: text[min(place, other)..<max(place, other)], at: place)
        case 5:
          let other = Int.random(in: 0...text.count, using: &generator)
          text.removeSubrange(min(place, other)..<max(place, other))
        default: text.insert(contentsOf: String(Int.random(in: 0...60_000_000, using: &generator)).utf8, at: place)
        }
      }
      if text.count > 4000 { text.removeLast(text.count - 4000) }
      let row = namer.row(for: String(decoding: text, as: UTF8.self))
      count += 1
      if row.status != .error { named += 1 }
      if row.status == .error, row.message.isEmpty { print("an error without a reason: \(row.input)") }
      if row.tsv.isEmpty || row.json.isEmpty { print("an empty row") }
    }
  }
  print("seed \(seed): \(count) descriptions, \(named) named, no trap")
}
