"""What a case keeps on disk: inputs, casebook, vault, manifest; all of it crash-safe.

case       the folder, its lock and its key: the door to all below
inputs     the user's files as given
config     case.toml, typed, with the user's comments kept
mappings   [[mapping]] tables of case.toml
casebook   judgements, runs, redirects, custody log (SQLite)
chain      the hashes that tie the custody log together
judged     what was shown and said, as rows
vault      exhibits by sha256
manifest   what a dossier consists of, and how to make it again
replica    a copy of a case as it stood, to make a run again
files      atomic writes; full or closed disks become OutputError
lock       one writer per case
"""
