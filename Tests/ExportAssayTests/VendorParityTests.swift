// Every concentration that SoftMax Pro and Gen5 printed, reproduced from the raw signals of the export.

import Foundation
import Testing

@testable import ExportAssay

@Suite struct VendorParityTests {
  @Test(arguments: [
    "softmax_MD_SMP_absorbance_endpoint_example01.txt",
    "softmax_MD_SMP_absorbance_endpoint_partial_plate_example01.txt",
    "softmax_softmaxpro_example_reduced.txt", "softmax_elisatools_assay_2.txt",
    "gen5_Fluorescamine_Protein_Quantitation_no_results_matrix.txt", "gen5_endpoint_stdcurve_singleplate.txt",
  ])
  func printedConcentrationsAreReproduced(_ name: String) throws {
    let text = try Fixture.text("vendor/" + name)
    let source = try #require(PlateRecord.exportSource(text))
    for record in try PlateRecord.read(text, source) {
      let parity = try #require(VendorParity.find(record))
      #expect(parity.isComplete)
    }
  }
}
