// A pack that is ready to be looked up in: known variants and scores, and what must be said of the sources.

import BioSequence
package import Documents
import TypeICollagen
package import VariantNaming

/// A pack that is ready to be looked up in.
package struct LoadedKnowledge: Sendable {
  /// Base name of the pack's file.
  package let file: String
  /// The pack.
  package let pack: KnowledgePack
  /// ClinVar's entries and frequencies: those of the pack and the embedded entries; of one allele the newest class counts.
  package let known: KnownVariants
  /// Scores by place.
  package let tables: [PredictorTable]
  /// What the parts of gnomAD and ClinVar do not cover, and where files of one predictor disagree, a sentence each.
  private let gaps: [String]

  /// Prepares a pack.
  ///
  /// - Throws: ``InputFaults`` if a part of it cannot be read.
  package init(_ pack: KnowledgePack, file: String, locator: GenomicLocator) throws(InputFaults) {
    self.file = file
    self.pack = pack
    var known = KnownVariants.embedded(locator)
    var tables: [PredictorTable] = []
    for part in pack.parts {
      // What has no record in the genes is no evidence of absence.
      if part.source.kind.isKnownVariants, part.source.records > 0 {
        try known.add(vcf: part.text, file: part.source.file)
      }
      if part.source.kind.isScores { tables.append(try PredictorTable(part, locator: locator)) }
    }
    self.known = known
    self.tables = tables
    let sources = pack.parts.map(\.source)
    gaps =
      LoadedKnowledge.gaps(ofFrequencies: known, sources, locator)
      + LoadedKnowledge.gaps(ofClasses: known, sources, locator)
      + tables.indices.flatMap { index in
        tables[(index + 1)...].compactMap { tables[index].disagreement(with: $0) }
      }
  }

  private static func gaps(
    ofFrequencies known: KnownVariants, _ sources: [KnowledgeSource], _ locator: GenomicLocator
  ) -> [String] {
    let frequencies = Set(sources.filter { $0.kind == .gnomad }.map(\.file))
    let files = known.files.indices.filter { frequencies.contains(known.files[$0].name) }
    let all = files.isEmpty ? [] : locator.genes.genes
    return
      all.filter { gene in !known.entries.contains { files.contains($0.file) && $0.symbol == gene.symbol } }
      .map { "no file of gnomAD has records of \($0.symbol): absence says nothing there" }
      + files.flatMap { index in
        all.compactMap { gene in
          known.stretch(ofFile: index, symbol: gene.symbol).remark(on: gene, assembly: known.files[index].assembly)
            .map { "\(known.files[index].name): \($0)" }
        }
      }
  }

  /// Where the embedded entries stand in for the pack's files of ClinVar.
  private static func gaps(
    ofClasses known: KnownVariants, _ sources: [KnowledgeSource], _ locator: GenomicLocator
  ) -> [String] {
    let names = Set(sources.filter { $0.kind == .clinvar }.map(\.file))
    guard !names.isEmpty, let embedded = known.files.first(where: { $0.name == KnownVariants.embeddedName }) else {
      return []
    }
    let given = known.files.indices.filter { names.contains(known.files[$0].name) }
    return locator.genes.genes.compactMap { gene in
      let own = known.entries.filter { $0.symbol == gene.symbol }
      guard !own.contains(where: { given.contains($0.file) }) else { return nil }
      let hasEmbedded = own.contains { known.files[$0.file].name == KnownVariants.embeddedName }
      return "no file of ClinVar in the pack has entries of \(gene.symbol): "
        + (hasEmbedded ? "those of the \(embedded.title) count there" : "nothing is on file of it")
    }
      + given.filter { known.files[$0].day.flatMap { day in embedded.day.map { day < $0 } } ?? false }.map { index in
        "\(known.files[index].title): older than the \(embedded.title), whose classes count where both list an allele"
      }
  }

  /// The laboratory's own scores as a table `hgvs_c predictor score`, each with its file's name.
  package var ownScores: [(file: String, text: [UInt8])] {
    pack.parts.filter { $0.source.kind == .own }.map { ($0.source.file, $0.text) }
  }

  /// What must not be missed of the sources on a day: remarks, and age.
  package func warnings(on day: CalendarDate?) -> [String] {
    gaps
      + pack.parts.flatMap { part -> [String] in
        part.source.remarks.map { "\(part.source.file): \($0)" } + [part.source.ageRemark(on: day)].compactMap(\.self)
      }
  }
}

extension KnowledgeSource {
  /// A sentence if the source is more than a year older than a day, or if its day is not known.
  package func ageRemark(on day: CalendarDate?) -> String? {
    guard kind.growsOld else { return nil }
    guard let date, let own = CalendarDate(date) else {
      return "\(file): \(kind.title)\(version.map { " \($0)" } ?? "") states no day: how old it is is not known"
    }
    guard let day, own.isMoreThanAYear(before: day) else { return nil }
    return
      "\(file): \(kind.title) of \(date) is more than a year older than \(day.text): what was learned since is missing"
  }
}
