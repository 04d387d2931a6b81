"""A small case folder with other firms than the example's, whose every figure is worked out by hand in the tests."""

from pathlib import Path

FILES = {
    "actors": """id,name,kind,country,founded,declared_strategy
nordwind,Nordwind,firm,DK,2014,stages
solgaard,Solgaard,firm,DK,2010-03,
hub,Green Hub,cluster,DK,,
web,Web of Hubs,cluster_network,BE,,
malmo-lab,Malmö Lab,knowledge,SE,,
hamburg-port,Hamburg Port,public,DE,,
boston-fund,Boston Fund,investor,US,,
""",
    "memberships": """member,cluster,since,until
nordwind,hub,2015,
solgaard,hub,2012,2018
hub,web,,
malmo-lab,web,,
""",
    "sources": """id,title,kind,date,purpose,current,trust
talk,Interview,interview,2019-05,yes,yes,yes
page,Website,document,2018,yes,,no
""",
    "activities": """id,name,kind,organiser,start,market
trip,Trip to Hamburg,delegation_trip,hub,2018,DE
lab,Joint lab,innovation_project,malmo-lab,2017,
""",
    "participations": """activity,actor,role
trip,nordwind,
trip,hub,organiser
trip,hamburg-port,host
lab,nordwind,
lab,malmo-lab,
""",
    "ties": """id,a,b,kind,market,since,until,origin,activity
port,nordwind,hamburg-port,contact,,2018,,cluster,trip
lab-tie,malmo-lab,nordwind,partnership,,2013,2014,own_network,
fund,boston-fund,solgaard,owner,,,,internal,
""",
    "entries": """id,firm,market,date,status,mode,origin
n-se,nordwind,SE,2015,explored,,own_network
n-se-2,nordwind,SE,2018,entered,direct_export,internal
n-de,nordwind,DE,2016-05,entered,direct_export,cluster
n-nl,nordwind,NL,2017,left,,internal
n-gb,nordwind,GB,2018,entered,,internal
n-us,nordwind,US,2019,entered,licence,
""",
    "evidence": """id,actor,code,direction,salience,origin,mechanism,source,locator,date,coder
c1,nordwind,Oa.capital,strength,3,cluster,funding_support,talk,p1,,ann
c2,nordwind,Oa.capital,strength,2,cluster,funding_support,talk,p1,,bo
c3,nordwind,Oa.capital,strength,3,internal,,talk,p2,,ann
c4,nordwind,Oa.capital,weakness,2,,,page,p1,,ann
t1,nordwind,Oa.technology,strength,3,internal,,talk,p3,,ann
t2,nordwind,Oa.technology,weakness,3,,,talk,p3,,bo
t3,nordwind,Oa.technology,strength,2,partner,,talk,p3,,reconciled
b1,nordwind,barrier.smallness,strength,2,,,talk,p4,,ann
x1,nordwind,Ot.knowledge,,3,,,talk,p5,,ann
""",
    "survey_answers": """survey,actor,item,value,date
members-2020,nordwind,Oi.identity.1,5,2020
members-2020,nordwind,Oi.identity.2,3,2020
members-2020,nordwind,Oi.identity.3,2,2020
members-2020,nordwind,satisfaction,5,2020
""",
    "indicators": """subject,subject_kind,indicator,period,value,unit,source,licence
SE,country,wind_share,2018,17,percent,agency,CC BY 4.0
SE,country,wind_share,2019,20,percent,agency,CC BY 4.0
DE,country,wind_share,2019,25,percent,agency,CC BY 4.0
""",
    "opportunities": """id,title,kind,countries,status
quay,New quay,tender,DE,open
old-quay,Old quay,tender,DE,closed
""",
}


def write(folder: Path) -> Path:
    """Write the case folder."""
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder
