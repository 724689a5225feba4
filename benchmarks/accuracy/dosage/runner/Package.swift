// swift-tools-version: 6.3
// The dosage benchmark: exon deletions and duplications that no read spans, against controls or the sample itself.
import PackageDescription

let package = Package(
  name: "dosage",
  dependencies: [.package(name: "collagen", path: "../../../..")],
  targets: [
    .executableTarget(
      name: "dosage",
      dependencies: [
        .product(name: "BioSequence", package: "collagen"), .product(name: "Alignment", package: "collagen"),
        .product(name: "VariantCalling", package: "collagen"), .product(name: "ReadSimulation", package: "collagen"),
        .product(name: "TypeICollagen", package: "collagen"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
