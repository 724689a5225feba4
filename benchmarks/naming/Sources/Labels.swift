// Splice predictions and classes of variants with a ClinVar class: gene, hgvs_c, clinvar_class, place as TSV.

import Foundation
import TypeICollagen
import VariantNaming

/// Prints, by place and ClinVar class, how many variants reach the score from which a change of splicing is predicted, how
/// many stay below the other one, and how many are told to be without an effect on the chain.
func splicing(labels path: String) {
  guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
    print("cannot read \(path)")
    return
  }
  let namer = CollagenNamer()
  var counts: [String: [Int]] = [:]
  for line in text.split(separator: "\n").dropFirst() {
    let cells = line.split(separator: "\t").map(String.init)
    guard cells.count >= 4, let found = try? namer.variant(for: cells[1]) else { continue }
    let gene = namer.genes.genes[found.gene]
    let annotation = annotate(variant: found.variant, gene: gene)
    let key = cells[3] + "\t" + cells[2]
    var row = counts[key] ?? [0, 0, 0, 0, 0]
    row[0] += 1
    if let prediction = annotation.splicePrediction {
      if prediction.score >= SplicePrediction.damaging { row[1] += 1 }
      if prediction.score < SplicePrediction.harmless, !prediction.isLowScoreWeak { row[2] += 1 }
    } else {
      row[3] += 1
    }
    if annotation.collagenEffects == [.noncoding] || annotation.collagenEffects == [.synonymous] { row[4] += 1 }
    counts[key] = row
  }
  print("place\tclinvar_class\tvariants\tpredicted\tnot_predicted\tnot_scored\twithout_effect")
  for (key, row) in counts.sorted(by: { $0.key < $1.key }) {
    print(key + "\t" + row.map(String.init).joined(separator: "\t"))
  }
}
