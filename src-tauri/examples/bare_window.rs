//! A window of the same size with nothing in it: what the web view itself costs. The benchmark of
//! the app measures it in the same run.

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() {
    let built = tauri::Builder::default()
        .setup(|app| {
            let page = WebviewUrl::CustomProtocol("about:blank".parse()?);
            WebviewWindowBuilder::new(app, "bare", page)
                .title("Publish Monitor: a bare window")
                .inner_size(1120.0, 720.0)
                .build()?;
            Ok(())
        })
        .build(publish_monitor::context());
    match built {
        Ok(app) => app.run(|_, _| {}),
        Err(problem) => eprintln!("{problem}"),
    }
}
