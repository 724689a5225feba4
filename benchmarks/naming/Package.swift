// swift-tools-version: 6.3
// The exhaustive checks, the fuzzer and the speed measurement of variant naming, built in release mode.
import PackageDescription

let package = Package(
  name: "naming-benchmarks",
  dependencies: [.package(name: "collagen", path: "../..")],
  targets: [
    .executableTarget(
      name: "naming-tool",
      dependencies: [
        .product(name: "BioSequence", package: "collagen"), .product(name: "HGVS", package: "collagen"),
        .product(name: "TypeICollagen", package: "collagen"), .product(name: "VariantNaming", package: "collagen"),
      ])
  ]
)
