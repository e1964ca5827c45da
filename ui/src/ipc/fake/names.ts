export const BOT_NAMES = [
	'Billing assistant', 'Claims intake', 'Branch finder', 'HR helpdesk', 'IT service desk', 'Card services',
	'Flight changes', 'Baggage desk', 'Loyalty programme', 'Loan adviser', 'Store locator', 'Returns and refunds',
	'Order tracker', 'Payroll questions', 'Travel expenses', 'Meter readings', 'Outage reports', 'New connection',
	'Appointment booking', 'Prescription refills', 'Benefits guide', 'Parking permits', 'Waste collection',
	'Library help', 'Campus guide', 'Exam office', 'Warranty claims', 'Spare parts', 'Tariff adviser', 'Onboarding',
];

export const HOSTILE_NAMES = [
	'\u202Eevil\u202C bot', 'pay\u200Bments', '<img src=x onerror="document.title=1">', '{{constructor}}', '"><script>alert(1)</script>',
	'A'.repeat(3000), 'שלום עולם', 'مرحبا بالعالم', '👩‍💻 Team 👨‍👩‍👧', 'null', '\u0000\u0007', 'tab\there', 'line\u2028break',
	'Z̷̢̛a̶l̴g̵o̸ t̸e̵x̷t̶', "'; drop table bots; --", '\uD800 alone', 'javascript:alert(1)', '﷽﷽﷽﷽﷽﷽', '%s %n %x', 'ＦＵＬＬ ＷＩＤＴＨ',
	'a\u0301'.repeat(300), 'no spaces '.replace(/ /g, '').repeat(80), '   ', '--help', '../../etc/passwd',
];

export const DIALOGS = [
	'Find keyword', 'Check balance', 'Pay a bill', 'Change address', 'Talk to an agent', 'Report a fault', 'Opening hours',
	'Cancel order', 'Track parcel', 'Reset password', 'Book a visit', 'Welcome', 'Small talk', 'Frequently asked',
];
