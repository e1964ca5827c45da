use e2e::{Role, World};

#[tokio::test]
#[ignore = "needs a display: cargo xtask test journeys"]
async fn no_script_or_link_leads_the_window_away_or_opens_a_second_one() {
    let mut world = World::new().await;
    let window = world.open().await;
    window
        .finds(Role::Heading, "See what your bots publish")
        .await;
    let home = window.address().await;
    assert!(home.starts_with("tauri://localhost"), "{home}");

    for way in [
        "location = 'https://example.com/'",
        "location = 'http://127.0.0.1:9/'",
        "location = 'file:///etc/passwd'",
        "location.replace('data:text/html,gone')",
        "window.open('https://example.com/')",
        "window.open('about:blank')",
        "const link = document.createElement('a'); link.href = 'https://example.com/'; \
         link.target = '_blank'; document.body.append(link); link.click(); link.remove()",
        "const link = document.createElement('a'); link.href = 'https://example.com/'; \
         document.body.append(link); link.click(); link.remove()",
        "const form = document.createElement('form'); form.action = 'https://example.com/'; \
         form.method = 'post'; document.body.append(form); form.submit(); form.remove()",
        "const frame = document.createElement('iframe'); frame.src = 'https://example.com/'; \
         document.body.append(frame)",
        "const script = document.createElement('script'); script.textContent = 'window.ran = 1'; \
         document.body.append(script)",
        "const image = new Image(); image.src = 'https://example.com/x.png'; \
         document.body.append(image)",
    ] {
        window.ask(way).await;
        // Whatever it set off has happened when the page has been drawn twice more.
        let drawn = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        window.ask_slowly(drawn, Vec::new()).await;
        assert_eq!(window.address().await, home, "{way}");
        assert_eq!(window.windows().await, 1, "{way}");
        window
            .finds(Role::Heading, "See what your bots publish")
            .await;
    }
    let ran = window.ask("return window.ran === undefined").await;
    assert_eq!(ran, true, "a script that was put in ran");
    let loaded = "return performance.getEntriesByType('resource')
        .filter((entry) => entry.name.includes('example.com')).length";
    assert_eq!(window.ask(loaded).await, 0);

    // The app itself still answers.
    window.clicks(Role::Button, "Settings").await;
    window.sees("Folder of the data").await;
    window.closes().await;
    world.wait_for_the_end().await;
}
