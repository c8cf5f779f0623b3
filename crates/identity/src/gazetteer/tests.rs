use super::*;
use crate::Profile;

const TABLE: &str = "\u{FEFF}names,id,note,kind,dates,place
John Smith,p1,x,Person,1950/,Ulm
John Smith|Johnny Smith,p2,x,Person,1970-05-03/,Leeds|Harlan Foods
Ann Lee|A. Lee,p3,x,Person,/1990,
Ann Lee,p4,x,Person,1991/,
Pelo,p5,x,Person,,
Harlan Foods|Harlan,o1,x,Organization,,Ulm
\"Lee, Roy & Sons\",o2,x,,,
Springfield,t1,x,Location,,United States
Kiev,t2,x,Location,,Ukraine
";

fn person(name: &str) -> Profile {
    Profile::new("Person", name)
}

fn on(date: &str) -> Date {
    date.parse().unwrap()
}

/// The profiles of an entity, and the id and the reason of its link.
type Case = (Vec<Profile>, Option<(&'static str, &'static str)>);

#[test]
fn entities_are_linked_where_one_row_fits() {
    let gazetteer = Gazetteer::read(TABLE.as_bytes()).unwrap();
    assert_eq!(gazetteer.len(), 9);
    let cases: Vec<Case> = vec![
        (
            vec![Profile::new("Organization", "Harlan Foods")],
            Some(("o1", "no other has the name")),
        ),
        (
            vec![Profile::new("Organization", "the HARLAN")],
            Some(("o1", "no other has the name")),
        ),
        (vec![Profile::new("Person", "Harlan Foods")], None),
        (
            vec![Profile::new("Organization", "Lee, Roy & Sons")],
            Some(("o2", "no other has the name")),
        ),
        (vec![Profile::new("Organization", "Harlan Food")], None),
        (vec![person("John Smith")], None),
        (
            vec![person("John Smith").with_place("Ulm")],
            Some(("p1", "of several with the name it alone goes with Ulm")),
        ),
        (
            vec![person("John Smith").with_company("Harlan Foods")],
            Some((
                "p2",
                "of several with the name it alone goes with Harlan Foods",
            )),
        ),
        (
            vec![person("John Smith").with_place("Ulm").with_company("Leeds")],
            None,
        ),
        (vec![person("Smith")], None),
        (
            vec![person("Smith"), person("Mr. Johnny Smith")],
            Some(("p2", "no other has the name")),
        ),
        (
            vec![person("Smith").with_name("Johnny Smith", 1)],
            Some(("p2", "no other has the name")),
        ),
        (
            vec![person("Johnny Smith").with_date(Some(on("1960-01-01")))],
            None,
        ),
        (vec![person("Ann Lee")], None),
        (
            vec![person("Ann Lee").with_date(Some(on("1989-12-31")))],
            Some(("p3", "no other has the name")),
        ),
        (
            vec![person("Ann Lee").with_date(Some(on("2001-02-03")))],
            Some((
                "p4",
                "of several with the name it alone was there on 2001-02-03",
            )),
        ),
        (vec![person("Pelo")], Some(("p5", "no other has the name"))),
        (vec![person("Pelo"), person("Ada Pelo")], None),
        (
            vec![Profile::new("Location", "Springfield")],
            Some(("t1", "no other has the name")),
        ),
        (
            vec![Profile::new("Location", "Springfield").with_place("Canada")],
            None,
        ),
        (
            vec![Profile::new("Location", "Springfield").with_place("US")],
            Some(("t1", "no other has the name")),
        ),
        (vec![], None),
    ];
    for (profiles, expected) in cases {
        let link = gazetteer.link(&profiles);
        let found = link.map(|link| (link.id, link.reason.to_string()));
        let expected = expected.map(|(id, why)| (id.to_owned(), why.to_owned()));
        assert_eq!(found, expected, "{profiles:?}");
    }
}

#[test]
fn wrong_tables_say_what_to_do() {
    let head = "id,names,kind,place,dates\n";
    let cases = [
        (
            "",
            "line 1: expected the columns id,names,kind,place,dates; id is missing, found \"\"",
        ),
        (
            "id;names;kind",
            "line 1: expected the columns id,names,kind,place,dates; id is missing, found \"id;names;kind\"",
        ),
        (
            "id,names,place,dates\n",
            "line 1: expected the columns id,names,kind,place,dates; kind is missing, found \"id,names,place,dates\"",
        ),
        (",Ann Lee,Person,,\n", "line 2: expected an id, found \"\""),
        (
            "p1,|,Person,,\n",
            "line 2: expected a name, or several with | between, found \"|\"",
        ),
        (
            "p1,Ann Lee,Person,,1990\n",
            "line 2: expected dates as 1946-06-14/2001, either side of / empty where it is open, found \"1990\"",
        ),
        (
            "p1,Ann Lee,Person,,\np2,Tom Roy,Person,,1990-02-30/\n",
            "line 3: expected dates as 1946-06-14/2001, either side of / empty where it is open, found \"1990-02-30/\"",
        ),
        (
            "p1,Ann Lee,Person\n",
            "line 2: expected UTF-8 with commas between as many fields as the first row has",
        ),
    ];
    for (rows, message) in cases {
        let own_head = rows.is_empty() || rows.starts_with("id");
        let table = if own_head {
            rows.to_owned()
        } else {
            format!("{head}{rows}")
        };
        let error = Gazetteer::read(table.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), message, "{rows}");
    }
    let error = Gazetteer::read(&b"id,names,kind,place,dates\np1,\xff,,,\n"[..]).unwrap_err();
    assert!(
        error.to_string().starts_with("line 2: expected UTF-8"),
        "{error}"
    );
}

#[test]
fn countries_and_capitals_have_ids() {
    let countries = Gazetteer::countries();
    let own = countries
        .clone()
        .and(Gazetteer::read(TABLE.as_bytes()).unwrap());
    for (name, id) in [
        ("Germany", Some("DE")),
        ("the Netherlands", Some("NL")),
        ("Holland", Some("NL")),
        ("U.S.", Some("US")),
        ("America", Some("US")),
        ("Burma", Some("MM")),
        ("Côte d’Ivoire", Some("CI")),
        ("Turkey", Some("TR")),
        ("Türkiye", Some("TR")),
        ("Brasilia", Some("BR:Brasília")),
        ("Washington, D.C.", Some("US:Washington")),
        ("Sudan", Some("SD")),
        ("South Sudan", Some("SS")),
        ("Georgia", None),
        ("Harlan", None),
        ("us", None),
    ] {
        let found = own
            .link(&[Profile::new("Location", name)])
            .map(|link| link.id);
        assert_eq!(found.as_deref(), id, "{name}");
    }
    let georgia = Profile::new("Location", "Georgia");
    for (beside, id) in [("Tbilisi", "GE"), ("Atlanta", "US-GA")] {
        let found = own.link(&[georgia.clone().with_company(beside)]);
        assert_eq!(found.map(|link| link.id).as_deref(), Some(id), "{beside}");
    }
    // "Kiev" is in both lists, under two ids.
    assert_eq!(own.link(&[Profile::new("Location", "Kiev")]), None);
    let early = Profile::new("Location", "South Sudan").with_date(Some(on("2005-01-01")));
    assert_eq!(own.link(&[early]), None);
}

#[test]
fn names_of_any_letters_and_lengths_are_read() {
    let long = "x".repeat(100_000);
    let table =
        format!("id,names,kind,place,dates\n1,{long},,,\n2,\"<b>|\u{202e}Ann\",,\"a\"\"b\",/\n");
    let gazetteer = Gazetteer::read(table.as_bytes()).unwrap();
    let id = |name: &str| {
        gazetteer
            .link(&[Profile::new("Work", name)])
            .map(|link| link.id)
    };
    assert_eq!(id(&long).as_deref(), Some("1"));
    assert_eq!(id("Ann").as_deref(), Some("2"));
    assert_eq!(id("\u{0}"), None);
}

#[test]
fn what_may_be_meant_otherwise_is_told() {
    let read = |rows: &str| {
        let table = format!("id,names,kind,place,dates\n{rows}");
        let gazetteer = Gazetteer::read(table.as_bytes()).unwrap();
        let doubts = gazetteer.doubts().iter();
        doubts.map(ToString::to_string).collect::<Vec<_>>()
    };
    let doubtful = [
        (
            "1,Ann Lee,Persn,,\n",
            "line 2: no entity is found by the kind \"Persn\"",
        ),
        (
            "1,Ann Lee,Person,,\n2,Ann  LEE,Person,,\n",
            "line 3: \"ann lee\" stands in line 2 under another id",
        ),
        (
            "1,Ann Lee,Person,,\n2,Lee|Ann Lee,,,\n",
            "line 3: \"ann lee\" stands in line 2 under another id",
        ),
        (
            "1,Ann Lee,Person,,\n1,Tom Roy,Person,,\n",
            "line 3: the id \"1\" stands in line 2 with other names",
        ),
        (
            "1,Ann Lee,Person,,\n1,Ann Lee,Location,,\n",
            "line 3: the id \"1\" stands in line 2 with other names",
        ),
    ];
    for (rows, expected) in doubtful {
        let told = read(rows);
        assert!(
            told.len() == 1 && told[0].starts_with(expected),
            "{rows}: {told:?}"
        );
    }
    let sound = [
        "1,Ann Lee,Person,Ulm,\n2,Ann Lee,Person,Leeds,\n",
        "1,Ann Lee,Person,,/1990\n2,Ann Lee,Person,,1991/\n",
        "1,Ann Lee,Person,,\n2,Ann Lee,Location,,\n",
        "1,Ann Lee|Ann Roy,Person,,/1990\n1,Ann Roy,Person,,1991/\n",
    ];
    for rows in sound {
        assert_eq!(read(rows), [] as [String; 0], "{rows}");
    }
    assert_eq!(Gazetteer::countries().doubts().len(), 0);
}

#[test]
fn a_file_that_cannot_be_read_is_no_fault_of_its_rows() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::IsADirectory.into())
        }
    }
    let read = Gazetteer::read(Broken);
    assert!(matches!(read, Err(GazetteerError::Read(_))), "{read:?}");
}
