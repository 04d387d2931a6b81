"""Lists read off a page, as files."""

from bridgehead.kit.html_tables import find_tables, read_table

PAGE = """
<table class="rows">
  <caption class="unseen">Who  is <b>here</b></caption>
  <thead><tr><th scope="col">Name</th><th scope="col">Open</th><th class="number">Ties</th><th>Since</th></tr></thead>
  <tbody>
    <tr data-row><th scope="row"><a href="/a">A &amp; B</a><br><span>Aarhus</span></th>
      <td><form><button>Open</button></form></td><td class="number">1,234</td><td><time>2 May 2019</time></td></tr>
    <tr data-row><th scope="row">=1+1</th><td></td><td class="number">–</td><td>1,5
      <details><summary class="pressed">more</summary>and 2</details></td></tr>
  </tbody>
</table>
<table class="rows"><caption>Asks</caption><thead><tr><th>A</th></tr></thead>
  <tbody><tr><td><select><option>x</option></select></td></tr></tbody></table>
<table class="rows"><caption>Empty</caption><thead><tr><th>A</th></tr></thead><tbody></tbody></table>
<table class="counts"><caption>Counts</caption><thead><tr><th>A</th></tr></thead>
  <tbody><tr><td>1</td></tr></tbody></table>
"""


def test_what_a_person_sees_is_read() -> None:
    (first, second) = find_tables(PAGE)
    assert [caption for _, caption in (first, second)] == ["Who is here", "Counts"]
    seen = read_table(PAGE, first[0])
    assert seen.headings == ["Name", "Ties", "Since"]
    assert seen.rows == [["A & B Aarhus", "1234", "2 May 2019"], ["=1+1", "–", "1,5 and 2"]]
    assert read_table(PAGE, second[0]).rows == [["1"]]
