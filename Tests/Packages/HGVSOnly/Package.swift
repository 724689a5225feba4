// swift-tools-version: 6.3
// A client of HGVS alone: neither Yams nor Mustache may be resolved or built for it.
import PackageDescription

let package = Package(
  name: "HGVSOnly",
  dependencies: [.package(name: "collagen", path: "../../..")],
  targets: [.executableTarget(name: "HGVSOnly", dependencies: [.product(name: "HGVS", package: "collagen")])]
)
