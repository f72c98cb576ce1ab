import { chromium } from '@playwright/test';
const b = await chromium.launch(); const p = await b.newPage({viewport:{width:1000,height:1700}}); await p.goto('file:///tmp/try.html'); await p.screenshot({path:'/tmp/html.png'});
const pdf = await p.pdf({path:'/tmp/html.pdf',preferCSSPageSize:true});
await p.goto('file:///tmp/try.svg'); await p.screenshot({path:'/tmp/svg.png'}); await b.close();
