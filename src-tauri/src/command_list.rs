// The one list of commands: the handler, the permission list (build.rs includes this file) and
// the TypeScript of the window come from it. Each line: name, request, answer.
macro_rules! with_commands {
    ($use:ident) => {
        $use! {
            snapshot: Nothing => Snapshot;
            bot: BotRef => BotDetail;
            job: JobRef => JobDetail;
            compare_job: JobRef => Comparison;
            report_text: JobRef => ReportText;
            save_report: JobRef => FileSaved;
            history_page: HistoryQuery => HistoryPage;
            history_choices: Nothing => HistoryChoices;
            overview: OverviewQuery => Overview;
            export_history: ExportDraft => ExportDone;
            stop_export: Nothing => Nothing;
            history_copies: Nothing => HistoryCopies;
            use_copy: CopyRef => Nothing;
            preview_account: AccountDraft => FormReply;
            add_account: AccountDraft => FormReply;
            change_account: AccountChange => Nothing;
            preview_host: HostDraft => FormReply;
            change_host: HostDraft => FormReply;
            sign_out: AccountRef => SecretForgotten;
            remove_account: AccountRef => SecretForgotten;
            give_secret: SecretDraft => FormReply;
            retry_keychain: AccountRef => Nothing;
            add_bots: BotsDraft => FormReply;
            export_setup_file: Nothing => SetupFileText;
            preview_setup_file: SetupFileText => SetupFilePreview;
            import_setup_file: SetupFileText => SetupFilePreview;
            preview_bots: BotsDraft => BotsPreview;
            change_bot: BotChange => Nothing;
            archive_bot: BotArchive => Nothing;
            remove_bot: BotRef => Nothing;
            name_person: PersonName => Nothing;
            check_bot: BotRef => CheckReply;
            check_all: Nothing => CheckReply;
            setup_progress: Nothing => SetupKept;
            keep_setup_progress: SetupKept => Nothing;
            watch_bot: BotRef => Nothing;
            unwatch_bot: BotRef => Nothing;
            looking_at: BotRefs => Nothing;
            test_connection: ConnectionDraft => ConnectionReport;
            find_bots: FindBotsDraft => FoundBots;
            network_settings: Nothing => NetworkSettings;
            set_network_settings: NetworkDraft => NetworkReply;
            test_network: NetworkTest => NetworkTestReport;
            pause: PauseDraft => Pause;
            unpause: Nothing => Pause;
            alert_page: AlertQuery => AlertPage;
            see_alerts: AlertsSeen => Nothing;
            alert_settings: Nothing => AlertSettings;
            choose_alert: AlertChoice => Nothing;
            set_alerts_outside: AlertsOutside => Nothing;
            test_alert: Nothing => TestAlert;
            mute: MuteDraft => Nothing;
            on_it: BotRef => Nothing;
            end_quiet: QuietRef => Nothing;
            presence: Nothing => Presence;
            set_presence: PresenceDraft => Presence;
            set_at_login: AtLoginDraft => Presence;
            arrival: Nothing => Arrival;
            keep_place: PlaceDraft => Nothing;
            enter_samples: Nothing => Nothing;
            leave_samples: Nothing => Nothing;
            appearance: Nothing => Appearance;
            set_appearance: Appearance => Nothing;
            about: Nothing => About;
            diagnostics: Nothing => DiagnosticsText;
            save_diagnostics: Nothing => FileSaved;
            save_setup_file: Nothing => FileSaved;
            open_setup_file: Nothing => FileText;
            open_bot_list: Nothing => FileText;
        }
    };
}
