use newsgraph_identity::*;
fn main(){
 for (l,a,b) in [("Event","Second World War","World War II"),("Organization","DW","Deutsche Welle"),("Person","Abdullah II","Abdullah"),("Organization","Organization for Economic Co-operation and Development","Organization for Economic Cooperation and Development"),("Organization","German Parliament","German parliament")]{
  let (p,q)=(Profile::new(l,a),Profile::new(l,b));
  println!("{a} | {b}: {:?} {:?} {}",p.keys(),q.keys(),explain(&p,&q).map_or("none".into(),|r|r.to_string()));
 }
}
