// swift-tools-version: 6.3
// The accuracy benchmark: simulated samples through mapper and caller in one process, scored by haplotype.
import PackageDescription

let package = Package(
  name: "accuracy",
  dependencies: [.package(name: "collagen", path: "../..")],
  targets: [
    .executableTarget(
      name: "accuracy",
      dependencies: [
        .product(name: "BioSequence", package: "collagen"), .product(name: "Alignment", package: "collagen"),
        .product(name: "VariantCalling", package: "collagen"), .product(name: "ReadSimulation", package: "collagen"),
        .product(name: "TypeICollagen", package: "collagen"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
