releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Approve') {
            approval('ShipIt') {
                notify emial: 'release@example.com', pager: ['night-shift', 'duty']
            }
        }
    }
}
