"""A forge of the tests' own: one bare repository behind the interfaces of GitHub, GitLab, Forgejo and Gitea as they answer.

`repository.py` is the repository, `forge.py` what all forges have (people, rights, limits, faults, proposals, comments),
`github.py`, `gitlab.py` and `gitea.py` their interfaces, `signing_in.py` OAuth with PKCE, `server.py` HTTP with CORS. What is
played here was written down from the forges' documentation and sources: no live one was asked.
"""
