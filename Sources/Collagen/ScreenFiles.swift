// The files of a screen, made ready in a staging folder.

import BioSequence
package import Reporting
import TypeICollagen
import VariantCalling

/// Writes every file of a screen.
package enum ScreenFiles {
  /// The names of the files that ``stage(_:into:)`` writes, in order of publication; the JSON is the manifest and last.
  package static func names(
    sample: String, withBAM: Bool, molecule: SampleMolecule = .dna, confirms: Bool = false
  ) -> [String] {
    var names = [
      "\(sample).variants.tsv", "\(sample).coverage.tsv", "\(sample).html", "\(sample)_mqc.json",
    ]
    if molecule == .rna { names.append("\(sample).junctions.tsv") }
    if confirms { names.append("\(sample).confirm.tsv") }
    if BlockCompression.isAvailable {
      names += ["\(sample).vcf.gz", "\(sample).vcf.gz.tbi"]
      if withBAM { names += ["\(sample).bam", "\(sample).bam.bai"] }
    } else {
      names.append("\(sample).vcf")
    }
    return names + ["\(sample).json"]
  }

  /// Writes the files of a result into a staging folder; nothing is published yet.
  ///
  /// - Throws: ``Reporting/OutputError`` if the disk is full or a file cannot be made.
  package static func stage(_ result: ScreenResult, into folder: OutputFolder) throws(OutputError) {
    let report = result.report
    let sample = report.sample
    let version = "collagen \(CollagenVersion.number)"
    try folder.write("\(sample).variants.tsv", ScreenTSV.variants(report))
    try folder.write("\(sample).coverage.tsv", ScreenTSV.coverage(report))
    if let rna = report.rna { try folder.write("\(sample).junctions.tsv", ScreenTSV.junctions(rna)) }
    if !report.confirmations.isEmpty { try folder.write("\(sample).confirm.tsv", ScreenTSV.confirmations(report)) }
    guard let page = try? ScreenHTML.text(report, genes: result.genes.genes, version: version) else {
      preconditionFailure("the built-in template parses")
    }
    try folder.write("\(sample).html", page)
    try folder.write("\(sample)_mqc.json", ScreenMultiQC.text(report))
    let filters = CallFilter.allCases.map { ($0.rawValue, $0.summary) }
    let vcf = ScreenVCF.text(report, source: version, filters: filters, commandLine: folder.run.commandLine)
    #if HTSlib
      try BlockCompression.writeVCF(vcf, path: folder.staged("\(sample).vcf.gz"))
      if let alignments = result.alignments {
        let records = alignments.records(on: report.assembly)
        try BlockCompression.writeBAM(
          header: alignments.header(
            sample: sample, contigs: report.contigs.map { ($0.name, $0.length) }, version: CollagenVersion.number),
          records: records, path: folder.staged("\(sample).bam"))
      }
    #else
      try folder.write("\(sample).vcf", vcf)
    #endif
    try folder.write("\(sample).json", report.text())
  }
}
