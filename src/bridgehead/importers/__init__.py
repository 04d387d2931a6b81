"""Foreign formats: CORDIS, the H2020 graph, portal calls, tenders, spreadsheets."""
